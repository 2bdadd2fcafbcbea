#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The mark of known damage: what a daemon writes beside its database when a check has found it not to
/// be whole. The next one then takes no write until another check has found otherwise.
///
/// It is true only of the very file that it was written about, not written to since: the same inode, as
/// long as then, last written at the same nanosecond. What is put in its place is another matter.
struct DamageMark {
  static let suffix = ".damaged"
  /// A longer reason is cut, and a longer file is no mark.
  private static let byteLimit = 4096

  /// The mark's own place.
  private let place: String
  private let database: String

  init(ofDatabase path: String) {
    database = path
    place = path + Self.suffix
  }

  /// What is wrong with the database, where a mark is there and true.
  var reason: String? {
    guard let now = description, let mark = beginning(of: place, bytes: Self.byteLimit),
      mark.starts(with: now.utf8)
    else { return nil }
    let words = mark.dropFirst(now.utf8.count).prefix { $0 != UInt8(ascii: "\n") }
    return words.isEmpty ? nil : String(decoding: words, as: UTF8.self)
  }

  /// Makes the mark, also while the database is open: it is looked at, and not opened. Not making one
  /// costs the next daemon's knowledge until its own check, no more.
  func make(_ reason: String) {
    guard let description else { return }
    let new = place + ".new"
    unlink(new)
    let file = open(new, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard file >= 0 else { return }
    let line = reason.split(whereSeparator: \.isNewline).joined(separator: " ") + "\n"
    let bytes = Array((description + line).utf8.prefix(Self.byteLimit))
    let written = write(file, bytes, bytes.count)
    let isSafe = fsync(file) == 0
    close(file)
    if written != bytes.count || !isSafe || rename(new, place) != 0 { unlink(new) }
  }

  /// Of a database that is known to be whole, or is another one.
  func remove() {
    // One that stays is true of no other file, and costs no more than a check.
    unlink(place)
  }

  /// What is to be seen of the database now, on one line; `nil` when it can't be seen.
  private var description: String? {
    guard let now = FileState(path: database) else { return nil }
    let facts = [
      "skein-damaged-1", "\(now.identity.inode)", "\(now.content.bytes)",
      "\(now.content.modifiedSeconds).\(now.content.modifiedNanoseconds)",
    ]
    return facts.joined(separator: " ") + "\n"
  }
}
