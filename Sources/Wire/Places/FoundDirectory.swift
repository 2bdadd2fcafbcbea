#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// What stands where a directory is meant to be.
package enum FoundDirectory: Sendable, Equatable {
  case directory(owner: UInt32)
  case other
  /// Nothing, or what cannot be looked at: why.
  case missing(String)

  /// Looks at `path`, through symbolic links.
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

  /// Why it cannot hold a socket, to be read after its name; `owner` is whose it must be, if it
  /// matters. `nil` when it can.
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
