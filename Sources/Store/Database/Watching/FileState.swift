#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A file's identity, its size, and the time of its last write.
struct FileState: Equatable {
  /// Identifies a file, whatever its name is.
  struct Identity: Equatable {
    let device: UInt64
    let inode: UInt64
  }

  /// The properties that every write to a file changes.
  struct Content: Equatable {
    let bytes: Int
    let modifiedSeconds: Int
    let modifiedNanoseconds: Int
  }

  let identity: Identity
  let content: Content

  /// `nil` when the file cannot be examined.
  init?(path: String) {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    self.init(status)
  }

  init?(descriptor: Int32) {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { return nil }
    self.init(status)
  }

  private init(_ status: stat) {
    identity = Identity(
      device: UInt64(truncatingIfNeeded: status.st_dev), inode: UInt64(status.st_ino))
    #if canImport(Glibc)
      let modified = status.st_mtim
    #else
      let modified = status.st_mtimespec
    #endif
    content = Content(
      bytes: Int(status.st_size), modifiedSeconds: Int(modified.tv_sec),
      modifiedNanoseconds: Int(modified.tv_nsec))
  }
}
