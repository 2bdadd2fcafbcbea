#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A user of the system by uid, as messages name them.
struct SystemUser: CustomStringConvertible {
  private static let listLimitBytes = 1 << 20

  let uid: UInt32

  init(_ uid: UInt32) {
    self.uid = uid
  }

  /// The user that a process runs as; `nil` where there is no /proc, or no such process.
  init?(ofProcess pid: Int32) {
    var found = stat()
    // The directory belongs to the effective user, also for a process that nobody may inspect.
    guard stat("/proc/\(pid)", &found) == 0 else { return nil }
    uid = found.st_uid
  }

  /// A uid may have no name: in containers, for instance.
  var description: String { name.map { "user \($0) (uid \(uid))" } ?? "uid \(uid)" }

  /// Read from passwd(5) alone: the command is a static program, and the C library would load other
  /// sources of names (nsswitch.conf(5)) into it at run time.
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
