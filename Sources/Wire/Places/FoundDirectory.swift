#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// What was found at a path where a directory should be.
package enum FoundDirectory: Sendable, Equatable {
  case directory(owner: UInt32)
  case other
  /// Nothing was found, or it cannot be examined; the text says why.
  case missing(String)

  /// Examines `path`, following symbolic links.
  package init(_ path: String) {
    var found = stat()
    guard stat(path, &found) == 0 else {
      let reason = errno
      self = .missing(
        reason == ENOENT ? "is not there" : "cannot be used (\(String(cString: strerror(reason))))")
      return
    }
    self = found.st_mode & S_IFMT == S_IFDIR ? .directory(owner: found.st_uid) : .other
  }

  /// Why the directory cannot hold a socket, as words that follow its name; `nil` if it can.
  /// `owner` is the uid that must own it, or `nil` if any may.
  func unfitness(for owner: UInt32?) -> String? {
    switch self {
    case .directory(let found):
      guard let owner, owner != found else { return nil }
      return "belongs to uid \(found)"
    case .other: return "is not a directory"
    case .missing(let why): return why
    }
  }
}
