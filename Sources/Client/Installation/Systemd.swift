import Wire

/// What the user's systemd does with the daemon.
package struct Systemd {
  /// Whether systemd runs this process: a unit's processes are in a control group with the unit's
  /// name.
  package static func runs(_ pid: Int) -> Bool {
    guard let bytes = SmallFile.read("/proc/\(pid)/cgroup", limit: 64 << 10) else { return false }
    return String(decoding: bytes, as: UTF8.self).split(separator: "\n")
      .contains { $0.hasSuffix("/\(SystemdUnits.serviceName)") }
  }

  /// Whether systemd listens at the dialer's socket while no daemon serves it: a connection would
  /// start one, at once or when the last one has ended.
  package static func listensAlone(for dialer: Dialer) -> Bool {
    guard let runtime = dialer.environment.places.path("XDG_RUNTIME_DIR"),
      dialer.socket.path == "\(runtime)/skein/skein.sock",
      // Without a service manager of the user, systemctl is not called.
      SmallFile.exists("\(runtime)/systemd/private"),
      let outcome = Subprocess.run(
        ["systemctl", "--user", "is-active", SystemdUnits.socketName, SystemdUnits.serviceName])
    else { return false }
    let states = outcome.text.split(separator: "\n")
    return states.first == "active"
      && ["inactive", "failed", "deactivating"].contains(states.last)
  }

  /// The command that prints the daemon's log.
  package static let journal = ["journalctl", "--user", "--unit", SystemdUnits.serviceName]

  /// Whether systemd runs the daemon that the dialer finds, or would start it: then the journal has
  /// the daemon's log.
  package static func keepsLog(for dialer: Dialer) -> Bool {
    runsDaemon(of: dialer.database) || listensAlone(for: dialer)
  }

  /// Whether systemd runs the daemon of this database.
  static func runsDaemon(of database: DatabaseFile?) -> Bool {
    database?.lock.map { runs(Int($0.pid)) } ?? false
  }
}
