#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Somebody whom the system knows by a number, as people are told of them.
struct SystemUser: CustomStringConvertible {
  private static let listLimitBytes = 1 << 20

  let uid: UInt32

  init(_ uid: UInt32) {
    self.uid = uid
  }

  /// As whom a process runs; `nil` where there is no /proc, or no such process.
  init?(ofProcess pid: Int32) {
    var found = stat()
    // The directory is the effective user's, also of a process that nobody may look into.
    guard stat("/proc/\(pid)", &found) == 0 else { return nil }
    uid = found.st_uid
  }

  /// Not everybody has a name: containers have uids that no list holds.
  var description: String { name.map { "user \($0) (uid \(uid))" } ?? "uid \(uid)" }

  /// From passwd(5) alone: the command is a static program, and the C library would load what else
  /// knows names (nsswitch.conf(5)) into it at run time.
  private var name: String? {
    let list = SmallFile.read("/etc/passwd", limit: Self.listLimitBytes) ?? []
    for line in list.split(separator: UInt8(ascii: "\n")) {
      let fields = line.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
      guard fields.count > 2, UInt32(String(decoding: fields[2], as: UTF8.self)) == uid else {
        continue
      }
      return String(decoding: fields[0], as: UTF8.self)
    }
    return nil
  }
}
