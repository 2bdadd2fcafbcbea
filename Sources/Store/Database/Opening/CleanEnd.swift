import Wire

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The mark of a clean end: a file that a daemon writes beside its database after it closed a
/// database that was known to be undamaged. A daemon that finds a valid mark need not read the
/// whole database to trust it.
///
/// The mark is valid only for the same file, unchanged: the same inode and length, the same times
/// of the last write and last change to the nanosecond, the same change counter
/// (sqlite.org/fileformat2.html, section 1.3.7), and no log. It does not fit a copy, a restored
/// backup or a file that any program has written to, nor the state after a power cut that came
/// before the mark was on the disk: then the database is checked. Its second line holds the time of
/// the last whole check. The device's number is left out, because it may change with each boot.
struct CleanEnd {
  static let suffix = ".clean"
  /// How its second line begins.
  private static let checked = "checked"
  /// A longer file is not a mark.
  private static let byteLimit = 512
  /// Longer than any tick of a kernel's clock: the longest is that of a kernel with 100 a second.
  private static let tickMilliseconds = 25
  /// Where the header has its counters: the change counter, and its value when the size was
  /// written.
  private static let counters = [24..<28, 92..<96]

  /// The path of the mark.
  private let place: String
  private let database: String

  init(ofDatabase path: String) {
    database = path
    place = path + Self.suffix
  }

  /// Whether a mark exists and is valid.
  var isTrue: Bool {
    guard hasNoLog, let now = description, let mark = beginning(of: place, bytes: Self.byteLimit)
    else { return false }
    return mark.starts(with: now.utf8)
  }

  /// The time of the last whole check, as the mark has it; `nil` where it is not known.
  var checkedAt: Timestamp? {
    guard
      let lines = beginning(of: place, bytes: Self.byteLimit)?.split(separator: UInt8(ascii: "\n")),
      lines.count == 2,
      case let words = lines[1].split(separator: UInt8(ascii: " ")), words.count == 2,
      words[0].elementsEqual(Self.checked.utf8)
    else { return nil }
    return Int64(String(decoding: words[1], as: UTF8.self)).map { Timestamp(milliseconds: $0) }
  }

  /// Makes the mark, for a database that nobody has open. If it fails, the only cost is a check.
  ///
  /// File systems keep times in ticks of the kernel's clock: the tick of the last write has to be
  /// over, or a write that follows would leave the file's times unchanged.
  func make(checkedAt: Timestamp?) {
    guard hasNoLog, waitForNextTick(), let description else { return }
    let new = place + ".new"
    unlink(new)
    let file = open(new, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard file >= 0 else { return }
    let second = checkedAt.map { "\(Self.checked) \($0.milliseconds)\n" } ?? ""
    let bytes = Array((description + second).utf8)
    let written = write(file, bytes, bytes.count)
    close(file)
    // It does not wait for the disk: half a mark is not valid.
    if written != bytes.count || rename(new, place) != 0 { unlink(new) }
  }

  /// False when the database's times are not in the past, for instance after the clock was set
  /// back.
  private func waitForNextTick() -> Bool {
    for _ in 0..<Self.tickMilliseconds {
      var status = stat()
      guard stat(database, &status) == 0 else { return false }
      #if canImport(Glibc)
        let changed = status.st_ctim
        let clock = CLOCK_REALTIME_COARSE
      #else
        let changed = status.st_ctimespec
        let clock = CLOCK_REALTIME
      #endif
      var now = timespec()
      guard clock_gettime(clock, &now) == 0 else { return false }
      if (now.tv_sec, now.tv_nsec) > (changed.tv_sec, changed.tv_nsec) { return true }
      usleep(1000)
    }
    return false
  }

  /// To be called before the database is written to.
  func remove() throws(OpenFailure) {
    guard unlink(place) == 0 || errno == ENOENT else {
      throw .unwritable(path: place, reason: reason())
    }
  }

  private var hasNoLog: Bool {
    ["-wal", "-journal"].allSatisfy { ending in
      var status = stat()
      guard stat(database + ending, &status) == 0 else { return errno == ENOENT }
      return status.st_size == 0
    }
  }

  /// What the file system shows of the database now, on one line; `nil` when it cannot be read.
  private var description: String? {
    let file = open(database, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return nil }
    // No connection of this process has a lock yet: closing the file would drop it.
    defer { close(file) }
    var status = stat()
    var header = [UInt8](repeating: 0, count: 100)
    guard fstat(file, &status) == 0, pread(file, &header, 100, 0) == 100 else { return nil }
    #if canImport(Glibc)
      let (modified, changed) = (status.st_mtim, status.st_ctim)
    #else
      let (modified, changed) = (status.st_mtimespec, status.st_ctimespec)
    #endif
    let counters = Self.counters.map { place in
      header[place].reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
    }
    let facts = [
      "skein-clean-1", "\(status.st_ino)", "\(status.st_size)",
      "\(modified.tv_sec).\(modified.tv_nsec)", "\(changed.tv_sec).\(changed.tv_nsec)",
    ]
    return (facts + counters.map { "\($0)" }).joined(separator: " ") + "\n"
  }
}
