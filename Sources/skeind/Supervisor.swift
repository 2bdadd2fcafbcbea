#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Tells the service manager that started the daemon how it is, as sd_notify(3) describes; where
/// nobody asked to be told, nothing happens.
struct Supervisor: Sendable {
  /// Where it wants to hear, `@` at the beginning for an abstract address.
  private let address: String?
  /// How long the daemon may be silent before it counts as hung; `nil` when nobody watches.
  let watchdogMicroseconds: Int?

  /// What stands in the environment; the variables go, for they are not our children's.
  static func claim() -> Supervisor {
    let variables = ["NOTIFY_SOCKET", "WATCHDOG_USEC", "WATCHDOG_PID"]
    defer { for name in variables { unsetenv(name) } }
    let values = variables.map { getenv($0).map { String(cString: $0) } }
    return Supervisor(address: values[0], watchdog: values[1], watched: values[2])
  }

  private init(address: String?, watchdog: String?, watched: String?) {
    self.address = address
    let isOurs = watched.map { Int32($0) == getpid() } ?? true
    watchdogMicroseconds = isOurs ? watchdog.flatMap { Int($0) }.flatMap { $0 > 0 ? $0 : nil } : nil
  }

  /// Clients are served from now on.
  func isReady() {
    tell("READY=1")
  }

  func isAlive() {
    tell("WATCHDOG=1")
  }

  /// The daemon leaves, and may take so long for it.
  func isStopping(within seconds: Double) {
    tell("STOPPING=1\nEXTEND_TIMEOUT_USEC=\(Int(seconds * 1e6))")
  }

  /// Nobody who does not hear it can be told so: the manager's own time limits decide then.
  private func tell(_ state: String) {
    guard let address else { return }
    var place = sockaddr_un()
    let bytes = Array(address.utf8)
    guard bytes.count > 1, bytes.count < MemoryLayout.size(ofValue: place.sun_path) else { return }
    place.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &place.sun_path) { path in
      path.copyBytes(from: bytes)
      if bytes[0] == UInt8(ascii: "@") { path[0] = 0 }
    }
    #if canImport(Glibc)
      let file = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
    #else
      let file = socket(AF_UNIX, SOCK_DGRAM, 0)
    #endif
    guard file >= 0 else { return }
    defer { close(file) }
    let length = socklen_t(MemoryLayout<sa_family_t>.size + bytes.count)
    let message = Array(state.utf8)
    _ = withUnsafePointer(to: &place) { place in
      place.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        sendto(file, message, message.count, 0, $0, length)
      }
    }
  }
}
