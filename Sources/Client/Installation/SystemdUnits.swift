/// The user units of systemd. `contrib/systemd` holds the same text for packages.
package enum SystemdUnits {
  package static let socketName = "skeind.socket"
  package static let serviceName = "skeind.service"

  package static let socket = """
    [Unit]
    Description=The socket of skein, from which the first client wakes it
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
    Description=skein, which keeps conversations and asks language models
    Documentation=man:skeind(8) man:skein.conf(5)
    Requires=skeind.socket
    After=skeind.socket
    StartLimitIntervalSec=60
    StartLimitBurst=5

    [Service]
    Type=notify
    ExecStart=\(word(program))
    SyslogIdentifier=skeind

    # Once more after a crash, not after what only a person can mend: another daemon has the database
    # (11), the command line (64), the database (65) or the configuration (78) is wrong.
    Restart=on-failure
    RestartSec=1
    RestartPreventExitStatus=11 64 65 78
    WatchdogSec=60

    # The first start of a new version may copy and change a large database. A stop waits for turns:
    # the daemon asks for what graceSeconds needs.
    TimeoutStartSec=15min
    TimeoutStopSec=30
    KillMode=mixed

    # A key: LoadCredential=openai:%h/.config/skein/openai.key and, in config.yaml, keyCredential: openai

    # What keyCommand runs is bound by this too. Nothing here needs a user namespace: in one the daemon
    # could not tell other users who connect from one another.
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
