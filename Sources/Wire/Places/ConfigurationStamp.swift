#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Which configuration file it is and what stands in it: what the daemon read, and what stands there
/// now, are the same while their stamps are.
package struct ConfigurationStamp: Sendable, Equatable, CustomStringConvertible {
  /// A longer file is no configuration: its stamp goes by the time at which it was written.
  private static let contentLimitBytes = 1 << 20
  /// How a stamp of the content begins; that of a daemon of before began with the time.
  private static let contentMark = "#"

  /// On one line: the digest of the content and its size, or `-` for a file that is not there; then the
  /// path.
  package let description: String

  /// Of the file at `path` as it is now; only an absolute path can be compared.
  package init(of path: String) {
    var found = stat()
    guard stat(path, &found) == 0 else {
      description = "- \(path)"
      return
    }
    // A pipe has no content to be looked at twice.
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

  /// One that was written down; `nil` when it is none.
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

  /// Whether it says of the same file something else than `other` does. A stamp of the time says
  /// nothing against one of the content.
  package func differs(from other: ConfigurationStamp) -> Bool {
    guard path == other.path, self != other else { return false }
    return isOfTime == other.isOfTime || isOfNone || other.isOfNone
  }

  private var isOfNone: Bool { description.hasPrefix("- ") }
  private var isOfTime: Bool { !isOfNone && !description.hasPrefix(Self.contentMark) }

  /// FNV-1a of the content, and its length; `nil` where it cannot be read, or is too long.
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
