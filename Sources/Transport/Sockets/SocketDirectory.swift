#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// The directory of the socket, which must belong to the daemon's user alone.
enum SocketDirectory {
  /// Creates it with mode 0700 if it does not exist, and refuses one that others could change or
  /// enter (PROTOCOL.md, "Who speaks"; as Emacs' `server-ensure-safe-dir`). With a group, that
  /// group may enter it: mode 0750.
  static func prepare(_ path: String, group: UInt32? = nil) throws(ListenFailure) {
    if mkdir(path, 0o700) != 0, errno != EEXIST {
      throw .machine("make the directory \(path)", errno: errno)
    }
    guard let found = try FileIdentity(at: path) else {
      throw .unsafeDirectory(path: path, why: "vanished")
    }
    if found.isLink { throw .unsafeDirectory(path: path, why: "is a symbolic link") }
    guard found.isDirectory else { throw .unsafeDirectory(path: path, why: "is not a directory") }
    guard found.owner == geteuid() else {
      throw .unsafeDirectory(path: path, why: "belongs to uid \(found.owner)")
    }
    if let group, found.mode & 0o027 == 0 {
      guard chown(path, uid_t.max, group) == 0, chmod(path, 0o750) == 0 else {
        throw .machine("open the directory \(path) to group \(group)", errno: errno)
      }
      return
    }
    guard found.mode & 0o077 == 0 else {
      let mode = String(found.mode & 0o7777, radix: 8)
      throw .unsafeDirectory(path: path, why: "is open to others (mode 0\(mode))")
    }
  }
}
