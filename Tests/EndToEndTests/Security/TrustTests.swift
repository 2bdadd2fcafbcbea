import Foundation
import OwnThread
import Testing
import Wire

/// Whom the command speaks to on a machine with other users, and what it tells.
///
/// Two uids are needed, and so is root.
@Suite(.ownThread, .timeLimit(.minutes(2)), .enabled(if: geteuid() == 0))
struct TrustTests {
  private let users: TwoUsers
  private var home: Home { users.home }

  init() throws {
    users = try TwoUsers()
  }

  /// What was sent to whoever listens as nobody.
  private var heard: String { home.path + "/heard" }

  /// Nobody listens at `path`, in a directory of nobody's own, and lets everybody in.
  private func listenAsNobody(at path: String) throws -> Program {
    let directory = URL(filePath: path).deletingLastPathComponent().path
    let script = """
      mkdir -p -m 755 '\(directory)' && : >'\(heard)' && echo ready &&
      exec socat -u 'UNIX-LISTEN:\(path),fork,mode=666' 'OPEN:\(heard),append'
      """
    let listener = try users.asNobody("/bin/sh", ["-c", script])
    #expect(listener.output.waits { $0.contains("ready") })
    let listens = eventually { home.exists(path) }
    #expect(listens, "\(listener.errors.text)")
    return listener
  }

  /// Refused with a sentence that names the socket and says `why`, and nothing was sent.
  private func expectRefusal(
    _ arguments: [String], _ variables: [String: String] = [:], input: String = "",
    naming path: String? = nil, because why: String
  ) throws {
    let (code, output, errors) = try users.skein(arguments, variables, input: input)
    #expect(code == .code(69), "\(arguments): \(output)\(errors)")
    #expect(errors.hasPrefix("skein: Nothing was sent to \(path ?? users.derived)"), "\(errors)")
    #expect(errors.contains(why) && errors.contains("SKEIN_SOCKET"), "\(errors)")
    #expect(errors.split(separator: "\n").count == 1, "\(errors)")
    guard home.exists(heard) else { return }
    #expect(try home.bytes(heard).isEmpty, "\(arguments)")
  }

  @Test func `whoever was first at the socket's place in tmp is told nothing by any command`()
    throws
  {
    let listener = try listenAsNobody(at: users.derived)
    let why = "\(home.path)/skein-0 belongs to user nobody (uid \(TwoUsers.nobody))"
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
    let words = try users.skein([
      "---completion", "thread", "show", "--", "positional@0", "2", "", "",
    ])
    #expect(words.output.isEmpty)
    #expect(try home.bytes(heard).isEmpty)
    #expect(listener.isRunning)
  }

  @Test func `the lock beside the database still leads to the daemon whose place was taken`()
    throws
  {
    let listener = try listenAsNobody(at: users.derived)
    let daemon = try LiveDaemon(home: home)
    let (code, output, errors) = try users.skein(["call", "ping"])
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
    #expect(try users.skein(["call", "ping"], there).output == "{}\n")
    #expect(try users.skein(["daemon", "stop"], there).code == .code(0))
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
    #expect(try users.skein(["call", "ping"], there).code == .code(0))
    try users.give(home.path + "/skein")
    try expectRefusal(
      ["call", "ping"], there, naming: socket,
      because: "\(home.path)/skein belongs to user nobody (uid \(TwoUsers.nobody))")
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
    let (code, _, errors) = try users.skein(["call", "ping"], named)
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
    let listener = try listenAsNobody(at: users.derived)
    // As if it had been listening there before the directory was given to us.
    try #require(chown(home.path + "/skein-0", 0, 0) == 0)
    try home.setMode(0o700, of: home.path + "/skein-0")
    for command in [["ask", "a secret"], ["key", "set", "openai"], ["proxy"]] {
      try expectRefusal(
        command, input: "secret\n", because: "user nobody (uid \(TwoUsers.nobody)) answers there")
    }
    #expect(listener.isRunning)
  }

  @Test func `a link in the directory's place is not followed`() throws {
    try #require(symlink("nowhere", home.path + "/skein-0") == 0)
    try expectRefusal(["call", "ping"], because: "\(home.path)/skein-0 is a symbolic link")
    #expect(!home.exists(home.path + "/nowhere"))
  }

  @Test func `where a named socket has no room, the daemon's own words are passed on`() throws {
    try users.makeTheirs(users.theirs, mode: 0o755)
    let named = ["SKEIN_SOCKET": home.path + "/theirs/skein.sock"]
    let (code, _, errors) = try users.skein(["call", "ping"], named)
    #expect(code == .code(69))
    #expect(errors.contains("\(home.path)/theirs belongs to uid \(TwoUsers.nobody)"), "\(errors)")
    #expect(errors.contains("choose one of your own"), "\(errors)")
  }
}
