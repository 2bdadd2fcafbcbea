import Foundation
import OwnThread
import Testing
import Wire

/// The command against other users of the machine: whom it speaks to, and what it tells.
///
/// Two uids are needed, and so is root.
@Suite(.ownThread, .timeLimit(.minutes(2)), .enabled(if: geteuid() == 0))
struct TrustTests {
  /// Nobody's uid and group, which every Linux has.
  private static let nobody = 65_534

  private let home: Home

  init() throws {
    home = try Home()
    // As /tmp: everybody may make something there, nobody take away what is another's.
    try home.setMode(0o1777, of: home.path)
  }

  /// Where the rule looks with nothing but TMPDIR.
  private var derived: String { home.path + "/skein-0/skein.sock" }
  /// What was sent to whoever listens as nobody.
  private var heard: String { home.path + "/heard" }

  private func asNobody(
    _ program: String, _ arguments: String..., variables: [String: String] = [:]
  ) throws -> Program {
    try Program(
      "/usr/bin/setpriv",
      ["--reuid=\(Self.nobody)", "--regid=\(Self.nobody)", "--clear-groups", program] + arguments,
      environment: ["PATH": "/usr/bin:/bin", "HOME": home.path + "/theirs"]
        .merging(variables) { $1 })
  }

  /// Nobody listens at `path`, in a directory of nobody's own, and lets everybody in.
  private func listenAsNobody(at path: String) throws -> Program {
    let directory = URL(filePath: path).deletingLastPathComponent().path
    let script = """
      mkdir -p -m 755 '\(directory)' && : >'\(heard)' && echo ready &&
      exec socat -u 'UNIX-LISTEN:\(path),fork,mode=666' 'OPEN:\(heard),append'
      """
    let listener = try asNobody("/bin/sh", "-c", script)
    #expect(listener.output.waits { $0.contains("ready") })
    let listens = eventually { home.exists(path) }
    #expect(listens, "\(listener.errors.text)")
    return listener
  }

  private func skein(
    _ arguments: [String], _ variables: [String: String] = [:], input: String = ""
  ) throws -> (code: Program.Exit, output: String, errors: String) {
    var environment = ["HOME": home.path, "TMPDIR": home.path, "PATH": "/usr/bin:/bin"]
    environment.merge(variables) { $1 }
    let program = try Program(
      Binaries.command, arguments, environment: environment, input: input)
    let (output, errors) = (program.output.whole(), program.errors.whole())
    return (try program.exit(), output, errors)
  }

  /// Refused with a sentence that names the socket and says `why`, and nothing was sent.
  private func expectRefusal(
    _ arguments: [String], _ variables: [String: String] = [:], input: String = "",
    naming path: String? = nil, because why: String
  ) throws {
    let (code, output, errors) = try skein(arguments, variables, input: input)
    #expect(code == .code(69), "\(arguments): \(output)\(errors)")
    #expect(errors.hasPrefix("skein: Nothing was sent to \(path ?? derived)"), "\(errors)")
    #expect(errors.contains(why) && errors.contains("SKEIN_SOCKET"), "\(errors)")
    #expect(errors.split(separator: "\n").count == 1, "\(errors)")
    guard home.exists(heard) else { return }
    #expect(try home.bytes(heard).isEmpty, "\(arguments)")
  }

  @Test func `whoever was first at the socket's place in tmp is told nothing by any command`()
    throws
  {
    let listener = try listenAsNobody(at: derived)
    let why = "\(home.path)/skein-0 belongs to user nobody (uid \(Self.nobody))"
    let commands: [[String]] = [
      ["ask", "a secret"], ["chat"], ["key", "set", "openai"], ["call", "ping"], ["proxy"],
      ["session", "list"], ["event", "watch"], ["daemon", "start"], ["daemon", "stop"],
      ["daemon", "restart"], ["daemon", "status"], ["--version"],
    ]
    for command in commands {
      let input = command == ["proxy"] ? #"{"jsonrpc":"2.0","id":1,"method":"ping"}"# : "secret\n"
      try expectRefusal(command, input: input + "\n", because: why)
    }
    try expectRefusal(["user"], ["SKEIN_TOKEN": "a-token"], because: why)
    // The shell hears nothing while it completes words.
    let words = try skein(["---completion", "thread", "show", "--", "positional@0", "2", "", ""])
    #expect(words.output.isEmpty)
    #expect(try home.bytes(heard).isEmpty)
    #expect(listener.isRunning)
  }

  @Test func `the lock beside the database still leads to the daemon whose place was taken`()
    throws
  {
    let listener = try listenAsNobody(at: derived)
    let daemon = try LiveDaemon(home: home)
    let (code, output, errors) = try skein(["call", "ping"])
    #expect(code == .code(0) && output == "{}\n", "\(errors)")
    // A lock that leads to somebody else leads nowhere.
    try daemon.terminate()
    let elsewhere = home.path + "/elsewhere/s.sock"
    let other = try listenAsNobody(at: elsewhere)
    try home.write("42\n\(elsewhere)\n", to: home.database + ".lock")
    let there = ["XDG_RUNTIME_DIR": home.path]
    // While somebody holds it, it would be wrong to say that no daemon runs.
    try home.write("\(getpid())\n\(elsewhere)\n", to: home.database + ".lock")
    let lock = open(home.database + ".lock", O_RDONLY | O_CLOEXEC)
    try #require(lock >= 0 && flock(lock, LOCK_EX) == 0)
    for command in [["call", "ping", "--no-start"], ["daemon", "stop"], ["daemon", "status"]] {
      try expectRefusal(
        command, there, naming: elsewhere,
        because: "which the lock beside the database names: \(home.path)/elsewhere belongs to")
    }
    close(lock)
    // Nor does it keep a daemon from being started where it is safe.
    #expect(try skein(["call", "ping"], there).output == "{}\n")
    #expect(try skein(["daemon", "stop"], there).code == .code(0))
    #expect(try home.bytes(heard).isEmpty)
    #expect(listener.isRunning && other.isRunning)
  }

  @Test func `a socket of one's own in somebody else's directory is not spoken to`() throws {
    let socket = home.path + "/skein/skein.sock"
    let database = home.path + "/none.db"
    let daemon = try LiveDaemon(
      Setup(arguments: ["--socket", socket, "--database", database]), home: home)
    // The configuration of the daemon names another place.
    try home.write("", to: home.configuration)
    let there = ["XDG_RUNTIME_DIR": home.path, "SKEIN_DATABASE": database]
    #expect(try skein(["call", "ping"], there).code == .code(0))
    try #require(chown(home.path + "/skein", uid_t(Self.nobody), gid_t(Self.nobody)) == 0)
    try expectRefusal(
      ["call", "ping"], there, naming: socket,
      because: "\(home.path)/skein belongs to user nobody (uid \(Self.nobody))")
    // Nor when others may put another one in its place.
    try #require(chown(home.path + "/skein", 0, 0) == 0)
    try home.setMode(0o777, of: home.path + "/skein")
    try expectRefusal(
      ["call", "ping"], there, naming: socket,
      because: "\(home.path)/skein is open to others (mode 0777)")
    try home.setMode(0o700, of: home.path + "/skein")
    try home.setMode(0o777, of: home.path)
    try expectRefusal(
      ["call", "ping"], there, naming: socket, because: "\(home.path) is open to others (mode 0777)"
    )
    // Named, it is the user's choice.
    let named = ["SKEIN_SOCKET": socket]
    let (code, _, errors) = try skein(["call", "ping"], named)
    #expect(code == .code(0) && errors.isEmpty, "\(errors)")
    try daemon.terminate()
  }

  @Test func `a daemon of one's own that is out of reach is not taken for none`() throws {
    let daemon = try LiveDaemon(home: home)
    try home.setMode(0o777, of: home.path + "/run")
    let there = ["XDG_RUNTIME_DIR": home.path]
    for command in [["call", "ping"], ["daemon", "start"], ["daemon", "stop"]] {
      try expectRefusal(
        command, there, naming: home.socket,
        because: "\(home.path)/run is open to others (mode 0777)")
    }
    #expect(daemon.program.isRunning)
  }

  @Test func `somebody else who answers in a directory of one's own is told nothing`() throws {
    let listener = try listenAsNobody(at: derived)
    // As if it had been listening there before the directory was given to us.
    try #require(chown(home.path + "/skein-0", 0, 0) == 0)
    try home.setMode(0o700, of: home.path + "/skein-0")
    for command in [["ask", "a secret"], ["key", "set", "openai"], ["proxy"]] {
      try expectRefusal(
        command, input: "secret\n", because: "user nobody (uid \(Self.nobody)) answers there")
    }
    #expect(listener.isRunning)
  }

  @Test func `a link in the directory's place is not followed`() throws {
    try #require(symlink("nowhere", home.path + "/skein-0") == 0)
    try expectRefusal(["call", "ping"], because: "\(home.path)/skein-0 is a symbolic link")
    #expect(!home.exists(home.path + "/nowhere"))
  }

  @Test func `where a named socket has no room, the daemon's own words are passed on`() throws {
    try home.makeDirectory(home.path + "/theirs", mode: 0o755)
    try #require(chown(home.path + "/theirs", uid_t(Self.nobody), gid_t(Self.nobody)) == 0)
    let named = ["SKEIN_SOCKET": home.path + "/theirs/skein.sock"]
    let (code, _, errors) = try skein(["call", "ping"], named)
    #expect(code == .code(69))
    #expect(errors.contains("\(home.path)/theirs belongs to uid \(Self.nobody)"), "\(errors)")
    #expect(errors.contains("choose one of your own"), "\(errors)")
  }

  @Test func `what a command under sudo left in a home is named, and how it is given back`() throws
  {
    let theirs = home.path + "/theirs"
    try home.makeDirectory(theirs, mode: 0o700)
    try #require(chown(theirs, uid_t(Self.nobody), gid_t(Self.nobody)) == 0)
    try home.makeDirectory(theirs + "/.local/share", mode: 0o755)
    let give = "sudo chown -R \(Self.nobody):\(Self.nobody) '\(theirs)/.local'"
    let command = try asNobody(Binaries.command, "task", "list")
    let said = command.errors.whole()
    #expect(try command.exit() == .code(1))
    #expect(said.contains("\(theirs)/.local belongs to root") && said.contains(give), "\(said)")
    let daemon = try asNobody(Binaries.daemon, "--socket", theirs + "/run/s.sock")
    let words = daemon.errors.whole()
    #expect(try daemon.exit() == .code(71))
    #expect(words.contains(give), "\(words)")
  }

  /// One command of nobody's, with a runtime directory of its own.
  private func theirs(_ arguments: String...) throws -> (
    code: Program.Exit, output: String, errors: String
  ) {
    let program = try Program(
      "/usr/bin/setpriv",
      ["--reuid=\(Self.nobody)", "--regid=\(Self.nobody)", "--clear-groups", Binaries.command]
        + arguments,
      environment: [
        "PATH": "/usr/bin:/bin", "HOME": home.path + "/theirs",
        "XDG_RUNTIME_DIR": home.path + "/theirs/run",
      ])
    let (output, errors) = (program.output.whole(), program.errors.whole())
    return (try program.exit(), output, errors)
  }

  @Test func `a daemon that root started in a user's home is named, and its end lets the user in`()
    throws
  {
    for place in [home.path + "/theirs", home.path + "/theirs/run"] {
      try home.makeDirectory(place, mode: 0o700)
      try #require(chown(place, uid_t(Self.nobody), gid_t(Self.nobody)) == 0)
    }
    let sudo = ["HOME": home.path + "/theirs", "XDG_RUNTIME_DIR": home.path + "/theirs/run"]
    #expect(try theirs("task", "add", "Mine").code == .code(0))
    #expect(try theirs("daemon", "stop").code == .code(0))
    #expect(try skein(["task", "list"], sudo).code == .code(0))
    for command in [["task", "list"], ["ask", "x"], ["daemon", "start"], ["daemon", "status"]] {
      let refused = try theirs(command[0], command[1])
      #expect(refused.code == .code(69), "\(command): \(refused.errors)")
      for words in ["the daemon of user root (uid 0)", "skein daemon stop --socket \(derived)"] {
        #expect(refused.errors.contains(words), "\(command): \(refused.errors)")
      }
    }
    let stopped = try theirs("daemon", "stop")
    #expect(stopped.code == .code(69), "\(stopped.errors)")
    #expect(stopped.errors.contains("the daemon of user root (uid 0)"), "\(stopped.errors)")
    #expect(!stopped.errors.contains("SIGTERM"), "\(stopped.errors)")
    // As the sentence says; the lock that stays names the socket that is closed to the user.
    #expect(try skein(["daemon", "stop", "--socket", derived]).code == .code(0))
    let list = try theirs("task", "list")
    #expect(list.code == .code(0) && list.output.contains("Mine"), "\(list.errors)")
    #expect(try theirs("daemon", "stop").code == .code(0))
    // A file that is root's own is named, and how to give it back.
    let lock = home.path + "/theirs/.local/share/skein/skein.db.lock"
    try #require(chown(lock, 0, 0) == 0)
    let kept = try theirs("task", "list")
    #expect(kept.code == .code(69), "\(kept.errors)")
    #expect(kept.errors.contains("\(lock) belongs to root"), "\(kept.errors)")
    #expect(
      kept.errors.contains("sudo chown -R \(Self.nobody):\(Self.nobody) '\(lock)'"),
      "\(kept.errors)")
  }

  @Test func `a daemon that lets root not in is said to be another's, and not ended`() throws {
    let theirs = home.path + "/theirs"
    try home.makeDirectory(theirs, mode: 0o700)
    try #require(chown(theirs, uid_t(Self.nobody), gid_t(Self.nobody)) == 0)
    let socket = theirs + "/run/skein.sock"
    let daemon = try asNobody(
      "/bin/sh", "-c", "mkdir -p -m 700 \"$HOME/run\" && exec \"$0\" \"$@\"", Binaries.daemon,
      "--socket", socket)
    try LiveDaemon.awaitListening(daemon)
    for command in [["daemon", "stop"], ["task", "list"], ["proxy"]] {
      let refused = try skein(command, ["SKEIN_SOCKET": socket])
      #expect(refused.code == .code(69), "\(command): \(refused.errors)")
      #expect(
        refused.errors.contains("belongs to user nobody (uid \(Self.nobody)) and refuses others"),
        "\(command): \(refused.errors)")
      #expect(!refused.errors.contains("SIGTERM"), "\(command): \(refused.errors)")
    }
    #expect(daemon.isRunning)
  }

  @Test func `root's daemon that lets nobody else in is said to be root's`() throws {
    let daemon = try LiveDaemon(home: home)
    try home.setMode(0o755, of: home.path + "/run")
    try home.setMode(0o666, of: home.socket)
    for command in ["proxy", "task"] {
      let refused = try asNobody(
        Binaries.command, command, variables: ["SKEIN_SOCKET": home.socket])
      let errors = refused.errors.whole()
      #expect(try refused.exit() == .code(69), "\(errors)")
      #expect(errors.contains("belongs to user root (uid 0) and refuses others"), "\(errors)")
    }
    try daemon.terminate()
  }

  @Test func `a named socket may be another's, and then it is said whose, once`() throws {
    try home.makeDirectory(home.path + "/theirs", mode: 0o700)
    try #require(chown(home.path + "/theirs", uid_t(Self.nobody), gid_t(Self.nobody)) == 0)
    let socket = home.path + "/theirs/run/skein.sock"
    try home.write("others: provision\n", to: home.path + "/config.yaml", mode: 0o644)
    let daemon = try Program(
      "/usr/bin/setpriv",
      ["--reuid=\(Self.nobody)", "--regid=\(Self.nobody)", "--clear-groups"]
        + ["/bin/sh", "-c", "mkdir -p -m 700 \"$HOME/run\" && exec \"$0\" \"$@\"", Binaries.daemon]
        + ["--socket", socket, "--config", home.path + "/config.yaml"],
      environment: ["PATH": "/usr/bin:/bin", "HOME": home.path + "/theirs"])
    let note = "a process of user nobody (uid \(Self.nobody)) listens at \(socket)"
    try LiveDaemon.awaitListening(daemon)
    let named = ["SKEIN_SOCKET": socket]
    let (code, output, errors) = try skein(["call", "ping"], named)
    #expect(code == .code(0) && output == "{}\n", "\(errors)")
    #expect(errors == "skein: \(note)\n")
    let flagged = try skein(["task", "add", "Wind", "--socket", socket, "--json"])
    #expect(flagged.code == .code(0) && flagged.errors == #"{"message":"\#(note)"}"# + "\n")
    // The command connects once to stop it and once more to see whether it is back.
    let restarted = try skein(["daemon", "restart"], named)
    #expect(restarted.errors.components(separatedBy: note).count == 2, "\(restarted.errors)")
  }
}
