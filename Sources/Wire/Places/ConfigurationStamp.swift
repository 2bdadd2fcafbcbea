#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Identifies a configuration file and its content: if the stamp of the file that the daemon read
/// equals the stamp of the file now, the file has not changed.
package struct ConfigurationStamp: Sendable, Equatable, CustomStringConvertible {
  /// A longer file is no configuration: its stamp holds the time of its last change instead.
  private static let contentLimitBytes = 1 << 20
  /// The first character of a stamp of the content; stamps of older daemons began with the time.
  private static let contentMark = "#"

  /// One line: the digest of the content and its size, or `-` for a file that does not exist; then
  /// the path.
  package let description: String

  /// The stamp of the file at `path` as it is now; only absolute paths can be compared.
  package init(of path: String) {
    var found = stat()
    guard stat(path, &found) == 0 else {
      description = "- \(path)"
      return
    }
    // The content of a pipe cannot be read twice.
    if found.st_mode & S_IFMT == S_IFREG, let content = Self.digest(of: path) {
      description = "\(Self.contentMark)\(content) \(path)"
      return
    }
    #if canImport(Darwin)
      let time = found.st_mtimespec
    #else
      let time = found.st_mtim
    #endif
    description = "\(time.tv_sec).\(time.tv_nsec).\(found.st_size) \(path)"
  }

  /// Reads a stamp that was saved as text; `nil` if the text is not one.
  package init?(_ text: String) {
    guard let space = text.firstIndex(of: " "), space < text.index(before: text.endIndex) else {
      return nil
    }
    description = text
  }

  package var path: Substring {
    let space = description.firstIndex(of: " ") ?? description.startIndex
    return description[description.index(after: space)...]
  }

  /// Whether both are stamps of the same file with different content. A stamp of the time and one
  /// of the content cannot be compared, and do not differ.
  package func differs(from other: ConfigurationStamp) -> Bool {
    guard path == other.path, self != other else { return false }
    return isOfTime == other.isOfTime || isOfNone || other.isOfNone
  }

  private var isOfNone: Bool { description.hasPrefix("- ") }
  private var isOfTime: Bool { !isOfNone && !description.hasPrefix(Self.contentMark) }

  /// The FNV-1a hash of the content, and its length; `nil` if it cannot be read or is too long.
  private static func digest(of path: String) -> String? {
    let file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard file >= 0 else { return nil }
    defer { close(file) }
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    var length = 0
    var chunk = [UInt8](repeating: 0, count: 1 << 14)
    while true {
      let count = read(file, &chunk, chunk.count)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { return nil }
      if count == 0 { return "\(String(hash, radix: 16)).\(length)" }
      for byte in chunk[..<count] { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
      length += count
      guard length <= contentLimitBytes else { return nil }
    }
  }
}
