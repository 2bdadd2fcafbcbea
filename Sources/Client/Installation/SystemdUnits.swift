/// The user units of systemd. `contrib/systemd` holds the same text for packages.
package enum SystemdUnits {
  package static let socketName = "skeind.socket"
  package static let serviceName = "skeind.service"

  package static let socket = """
    [Unit]
    Description=Socket of skein, which starts it at the first connection
    Documentation=man:skeind(8)

    [Socket]
    ListenStream=%t/skein/skein.sock
    SocketMode=0600
    DirectoryMode=0700
    RemoveOnStop=yes

    [Install]
    WantedBy=sockets.target

    """

  package static func service(program: String) -> String {
    """
    [Unit]
    Description=skein, a daemon that asks language models and stores the conversations
    Documentation=man:skeind(8) man:skein.conf(5)
    Requires=skeind.socket
    After=skeind.socket
    StartLimitIntervalSec=60
    StartLimitBurst=5

    [Service]
    Type=notify
    ExecStart=\(word(program))
    SyslogIdentifier=skeind

    # Restart after a crash, but not after an error that the user must correct: another daemon has the
    # database (11), or the command line (64), the database (65) or the configuration (78) is wrong.
    Restart=on-failure
    RestartSec=1
    RestartPreventExitStatus=11 64 65 78
    WatchdogSec=60

    # The first start of a new version may have to copy and change a large database. Before it stops, the
    # daemon waits graceSeconds for running turns, and asks systemd for that time.
    TimeoutStartSec=15min
    TimeoutStopSec=30
    KillMode=mixed

    # A key: LoadCredential=openai:%h/.config/skein/openai.key and keyCredential: openai in config.yaml

    # These limits apply to the programs of keyCommand too. No line here needs a user namespace: inside
    # one, the daemon could not distinguish the other users that connect.
    UMask=0077
    LimitCORE=0
    NoNewPrivileges=yes
    LockPersonality=yes
    MemoryDenyWriteExecute=yes
    RestrictAddressFamilies=AF_UNIX AF_INET AF_INET6 AF_NETLINK
    RestrictNamespaces=yes
    RestrictRealtime=yes
    RestrictSUIDSGID=yes
    SystemCallArchitectures=native
    SystemCallErrorNumber=EPERM
    SystemCallFilter=@system-service

    [Install]
    Also=skeind.socket
    WantedBy=default.target

    """
  }

  /// A path as one word of ExecStart=, escaped: `%`, `$`, quotes and backslashes have a meaning in
  /// systemd.service(5) and systemd.unit(5).
  static func word(_ path: String) -> String {
    var text = ""
    for character in path {
      switch character {
      case "%": text += "%%"
      case "$": text += "$$"
      case "\\", "\"": text += "\\\(character)"
      default: text.append(character)
      }
    }
    let isPlain = path.allSatisfy {
      $0.isASCII && ($0.isLetter || $0.isNumber || "/._-+:@,=".contains($0))
    }
    return isPlain ? text : "\"\(text)\""
  }
}
