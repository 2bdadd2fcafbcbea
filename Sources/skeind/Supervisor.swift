#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Reports the daemon's state to the service manager that started it, as in sd_notify(3); without a
/// service manager it does nothing.
struct Supervisor: Sendable {
  /// The address of the service manager's socket; an abstract address begins with `@`.
  private let address: String?
  /// How long the daemon may be silent before it counts as hung; `nil` without a watchdog.
  let watchdogMicroseconds: Int?

  /// Reads the environment, and removes the variables, because they are not for child processes.
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

  /// Reports that the daemon stops, and how long that may take.
  func isStopping(within seconds: Double) {
    tell("STOPPING=1\nEXTEND_TIMEOUT_USEC=\(Int(seconds * 1e6))")
  }

  /// Sends a state. A failure cannot be reported: the service manager's own time limits then apply.
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
