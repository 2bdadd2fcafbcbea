#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Somebody whom the system knows by a number, as people are told of them.
struct SystemUser: CustomStringConvertible {
  let uid: UInt32

  init(_ uid: UInt32) {
    self.uid = uid
  }

  /// Not everybody has a name: containers have uids that no list holds.
  var description: String { name.map { "user \($0) (uid \(uid))" } ?? "uid \(uid)" }

  private var name: String? {
    var entry = passwd()
    var found: UnsafeMutablePointer<passwd>?
    var buffer = [CChar](repeating: 0, count: 16 << 10)
    guard getpwuid_r(uid, &entry, &buffer, buffer.count, &found) == 0, let found else { return nil }
    return String(cString: found.pointee.pw_name)
  }
}
