import Wire

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// What makes a service manager run the daemon: files, and commands that activate them.
package struct Installation {
  package enum Kind {
    case systemd, launchd

    /// The service manager of this system, whether it runs here or not.
    package static var ofThisSystem: Kind {
      #if canImport(Darwin)
        .launchd
      #else
        .systemd
      #endif
    }
  }

  package let files: [ServiceFile]
  /// Whether a package has installed the files: then they belong to the package.
  package let isPackaged: Bool
  /// A command that fails where the service manager does not run for this user.
  package let probe: [String]
  /// A command that succeeds where the service must be disabled before it can be enabled again;
  /// `nil` where enabling can be repeated.
  package let isLoaded: [String]?
  /// Where the service manager listens for the daemon; `nil` when the daemon itself listens.
  package let socketPath: String?
  package let enabling: [[String]]
  package let disabling: [[String]]
  /// Commands to run after the files were removed.
  package let forgetting: [[String]]

  package init(
    _ kind: Kind, program: String, environment: Environment, uid: UInt32 = getuid(),
    packagedUnits: String = "/usr/lib/systemd/user"
  ) throws(ClientError) {
    guard let home = environment.places.home else {
      throw .usage("HOME must say where the service's files go.")
    }
    switch kind {
    case .systemd:
      let service = SystemdUnits.service(program: program)
      let packaged = SmallFile.read("\(packagedUnits)/\(SystemdUnits.serviceName)", limit: 1 << 20)
      isPackaged = packaged.map { String(decoding: $0, as: UTF8.self) == service } ?? false
      let folder =
        (environment.places.path("XDG_CONFIG_HOME") ?? "\(home)/.config") + "/systemd/user"
      files = [
        .unit("\(folder)/\(SystemdUnits.serviceName)", service),
        .unit("\(folder)/\(SystemdUnits.socketName)", SystemdUnits.socket),
      ]
      let control = ["systemctl", "--user"]
      probe = control + ["show", "--property=Version"]
      isLoaded = nil
      socketPath = environment.places.path("XDG_RUNTIME_DIR").map { $0 + "/skein/skein.sock" }
      enabling = [
        control + ["daemon-reload"], control + ["enable", "--now", SystemdUnits.socketName],
      ]
      disabling = [
        control + ["disable", "--now", SystemdUnits.socketName, SystemdUnits.serviceName]
      ]
      forgetting = [control + ["daemon-reload"]]
    case .launchd:
      guard let log = environment.places.log else {
        throw .usage("HOME must say where the daemon's log goes.")
      }
      isPackaged = false
      let path = "\(home)/Library/LaunchAgents/\(LaunchAgent.label).plist"
      files = [
        .propertyList(path, LaunchAgent.propertyList(program: program, log: log))
      ]
      probe = ["launchctl", "print", "gui/\(uid)"]
      isLoaded = ["launchctl", "print", "gui/\(uid)/\(LaunchAgent.label)"]
      socketPath = nil
      enabling = [
        ["launchctl", "enable", "gui/\(uid)/\(LaunchAgent.label)"],
        ["launchctl", "bootstrap", "gui/\(uid)", path],
      ]
      disabling = [["launchctl", "bootout", "gui/\(uid)/\(LaunchAgent.label)"]]
      forgetting = []
    }
  }

  /// The files that have to be written. Files that somebody changed are refused without `force`.
  package func changes(force: Bool) throws(ClientError) -> [ServiceFile] {
    // The user's own units take precedence over a package's: if we wrote some, they would hide the
    // package's for ever.
    isPackaged ? [] : try files(in: [.absent, .older], force: force)
  }

  /// The files that have to be removed. Files that somebody changed are refused without `force`.
  package func leftovers(force: Bool) throws(ClientError) -> [ServiceFile] {
    try files(in: [.current, .older], force: force)
  }

  private func files(
    in wanted: [ServiceFile.State], force: Bool
  ) throws(ClientError) -> [ServiceFile] {
    var found: [ServiceFile] = []
    for file in files {
      let state = file.state()
      if state == .foreign, !force { throw Self.refusal(of: file) }
      if state == .foreign || wanted.contains(state) { found.append(file) }
    }
    return found
  }

  private static func refusal(of file: ServiceFile) -> ClientError {
    .system(
      "\(file.path) was changed by somebody, so nothing was done; --force "
        + "overrides that. Changes of your own are kept in \(file.path).d/*.conf.")
  }
}

extension ServiceFile {
  package func write() throws(ClientError) {
    if let slash = path.lastIndex(of: "/") {
      try SmallFile.makeDirectory(String(path[..<slash]))
    }
    try SmallFile.replace(path, with: text)
    guard chmod(path, 0o644) == 0 else { throw .system(LibC.message(path)) }
  }

  package func remove() throws(ClientError) {
    guard unlink(path) == 0 || errno == ENOENT else { throw .system(LibC.message(path)) }
  }
}
