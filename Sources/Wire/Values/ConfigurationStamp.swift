#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Which configuration file it is and when it was last written: what the daemon read, and what
/// stands there now, are the same while their stamps are.
package struct ConfigurationStamp: Sendable, Equatable, CustomStringConvertible {
  /// On one line: seconds, nanoseconds and size, or `-` for a file that is not there; then the path.
  package let description: String

  /// Of the file at `path` as it is now; only an absolute path can be compared.
  package init(of path: String) {
    var found = stat()
    guard stat(path, &found) == 0 else {
      description = "- \(path)"
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
}
