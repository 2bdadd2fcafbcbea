#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The mark of known damage: a file that a daemon writes beside its database when a check has found
/// damage. The next daemon then accepts no write until another check has found none.
///
/// The mark is valid only for the same file, not written to since: the same inode and length, and
/// the same time of the last write to the nanosecond. Another file in its place is not affected.
struct DamageMark {
  static let suffix = ".damaged"
  /// A longer reason is cut, and a longer file is not a mark.
  private static let byteLimit = 4096

  /// The path of the mark.
  private let place: String
  private let database: String

  init(ofDatabase path: String) {
    database = path
    place = path + Self.suffix
  }

  /// The damage, where a valid mark exists.
  var reason: String? {
    guard let now = description, let mark = beginning(of: place, bytes: Self.byteLimit),
      mark.starts(with: now.utf8)
    else { return nil }
    let words = mark.dropFirst(now.utf8.count).prefix { $0 != UInt8(ascii: "\n") }
    return words.isEmpty ? nil : String(decoding: words, as: UTF8.self)
  }

  /// Makes the mark, also while the database is open: only its metadata is read. If it fails, the
  /// only cost is that the next daemon does not know of the damage until its own check.
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

  /// Removes the mark, for a database that is known to be undamaged or is another one.
  func remove() {
    // A mark that remains fits no other file, and costs no more than a check.
    unlink(place)
  }

  /// What the file system shows of the database now, on one line; `nil` when it cannot be read.
  private var description: String? {
    guard let now = FileState(path: database) else { return nil }
    let facts = [
      "skein-damaged-1", "\(now.identity.inode)", "\(now.content.bytes)",
      "\(now.content.modifiedSeconds).\(now.content.modifiedNanoseconds)",
    ]
    return facts.joined(separator: " ") + "\n"
  }
}
