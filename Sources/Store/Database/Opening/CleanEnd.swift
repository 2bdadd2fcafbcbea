import Wire

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The mark of a clean end: what a daemon writes beside its database when it has closed it in order
/// and knew it to be whole. Who finds the mark true need not read the database to trust it.
///
/// It is true only of the very file that it was written about, untouched since: the same inode, as
/// long as then, last written and last changed at the same nanosecond, with the same change counter
/// (sqlite.org/fileformat2.html, section 1.3.7), and without a log. A copy, a restored backup and a
/// file that anybody has written to are something else, and so is everything after a power cut that
/// came before the mark was on the disk: then the database is checked. Its second line says when all of
/// it was checked last. The device's number is left
/// out, for it may be another after each boot.
struct CleanEnd {
  static let suffix = ".clean"
  /// How its second line begins.
  private static let checked = "checked"
  /// A longer file is no mark.
  private static let byteLimit = 512
  /// More than the longest tick, which is of a kernel with 100 a second.
  private static let tickMilliseconds = 25
  /// Where the counters stand in the header: of changes, and of the changes that its size is of.
  private static let counters = [24..<28, 92..<96]

  /// The mark's own place.
  private let place: String
  private let database: String

  init(ofDatabase path: String) {
    database = path
    place = path + Self.suffix
  }

  /// Whether a mark is there and true.
  var isTrue: Bool {
    guard hasNoLog, let now = description, let mark = beginning(of: place, bytes: Self.byteLimit)
    else { return false }
    return mark.starts(with: now.utf8)
  }

  /// When all of the database was checked last, as the mark says; `nil` where that is not known.
  var checkedAt: Timestamp? {
    guard
      let lines = beginning(of: place, bytes: Self.byteLimit)?.split(separator: UInt8(ascii: "\n")),
      lines.count == 2,
      case let words = lines[1].split(separator: UInt8(ascii: " ")), words.count == 2,
      words[0].elementsEqual(Self.checked.utf8)
    else { return nil }
    return Int64(String(decoding: words[1], as: UTF8.self)).map { Timestamp(milliseconds: $0) }
  }

  /// Makes the mark, of a database that nobody has open. Not making one costs a check, no more.
  ///
  /// File systems keep time in ticks of the kernel's clock: the one in which the database was written
  /// last has to be over, or a write that follows would leave the file's times as they are.
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
    // The disk is not waited for: half a mark is not true.
    if written != bytes.count || rename(new, place) != 0 { unlink(new) }
  }

  /// False when the database's times are not in the past, as after a clock that was set back.
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

  /// Before the database is written to.
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

  /// What is to be seen of the database now, on one line; `nil` when it can't be seen.
  private var description: String? {
    let file = open(database, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return nil }
    // No connection of this process holds a lock: closing would drop it.
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
