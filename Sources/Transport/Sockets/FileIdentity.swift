#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// The identity of the file at a path, without following links, to see whether it is still the
/// same.
struct FileIdentity: Equatable, Sendable {
  let device: UInt64
  let number: UInt64
  let owner: UInt32
  let mode: UInt32

  /// `nil` if there is no file.
  init?(at path: String) throws(ListenFailure) {
    var status = stat()
    guard lstat(path, &status) == 0 else {
      guard errno == ENOENT || errno == ENOTDIR else {
        throw .machine("look at \(path)", errno: errno)
      }
      return nil
    }
    device = UInt64(truncatingIfNeeded: status.st_dev)
    number = UInt64(truncatingIfNeeded: status.st_ino)
    owner = status.st_uid
    mode = UInt32(status.st_mode)
  }

  var isDirectory: Bool { mode & UInt32(S_IFMT) == UInt32(S_IFDIR) }
  var isLink: Bool { mode & UInt32(S_IFMT) == UInt32(S_IFLNK) }
  var isSocket: Bool { mode & UInt32(S_IFMT) == UInt32(S_IFSOCK) }

  func isSameFile(as other: FileIdentity?) -> Bool {
    device == other?.device && number == other?.number
  }
}
