#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Which file it is, how long, and when it was last written to.
struct FileState: Equatable {
  /// A file, whatever it is called.
  struct Identity: Equatable {
    let device: UInt64
    let inode: UInt64
  }

  /// What each write to a file changes.
  struct Content: Equatable {
    let bytes: Int
    let modifiedSeconds: Int
    let modifiedNanoseconds: Int
  }

  let identity: Identity
  let content: Content

  /// Nil when nothing can be seen there.
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
