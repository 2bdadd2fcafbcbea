import Foundation
import OwnThread
import Testing

/// Daemons of another user, and what another user's command left in a home.
///
/// Two uids are needed, and so is root.
@Suite(.ownThread, .timeLimit(.minutes(2)), .enabled(if: geteuid() == 0))
struct OtherUserTests {
  private let users: TwoUsers
  private var home: Home { users.home }

  init() throws {
    users = try TwoUsers()
  }

  @Test func `what a command under sudo left in a home is named, and how it is given back`() throws
  {
    let theirs = users.theirs
    try users.makeTheirs(theirs)
    try home.makeDirectory(theirs + "/.local/share", mode: 0o755)
    let give = "sudo chown -R \(TwoUsers.nobody):\(TwoUsers.nobody) '\(theirs)/.local'"
    let command = try users.asNobody(Binaries.command, ["task", "list"])
    let said = command.errors.whole()
    #expect(try command.exit() == .code(1))
    #expect(said.contains("\(theirs)/.local belongs to root") && said.contains(give), "\(said)")
    let daemon = try users.asNobody(Binaries.daemon, ["--socket", theirs + "/run/s.sock"])
    let words = daemon.errors.whole()
    #expect(try daemon.exit() == .code(71))
    #expect(words.contains(give), "\(words)")
  }

  /// One command of nobody's, with a runtime directory of its own.
  private func theirs(_ arguments: String...) throws -> (
    code: Program.Exit, output: String, errors: String
  ) {
    try users.asNobody(
      Binaries.command, arguments, variables: ["XDG_RUNTIME_DIR": users.theirs + "/run"]
    ).finish()
  }

  @Test func `a daemon that root started in a user's home is named, and its end lets the user in`()
    throws
  {
    for place in [users.theirs, users.theirs + "/run"] { try users.makeTheirs(place) }
    let sudo = ["HOME": users.theirs, "XDG_RUNTIME_DIR": users.theirs + "/run"]
    #expect(try theirs("task", "add", "Mine").code == .code(0))
    #expect(try theirs("daemon", "stop").code == .code(0))
    #expect(try users.skein(["task", "list"], sudo).code == .code(0))
    for command in [["task", "list"], ["ask", "x"], ["daemon", "start"], ["daemon", "status"]] {
      let refused = try theirs(command[0], command[1])
      #expect(refused.code == .code(69), "\(command): \(refused.errors)")
      for words in [
        "the daemon of user root (uid 0)", "skein daemon stop --socket \(users.derived)",
      ] {
        #expect(refused.errors.contains(words), "\(command): \(refused.errors)")
      }
    }
    let stopped = try theirs("daemon", "stop")
    #expect(stopped.code == .code(69), "\(stopped.errors)")
    #expect(stopped.errors.contains("the daemon of user root (uid 0)"), "\(stopped.errors)")
    #expect(!stopped.errors.contains("SIGTERM"), "\(stopped.errors)")
    // As the sentence says; the lock that stays names the socket that is closed to the user.
    #expect(try users.skein(["daemon", "stop", "--socket", users.derived]).code == .code(0))
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
      kept.errors.contains("sudo chown -R \(TwoUsers.nobody):\(TwoUsers.nobody) '\(lock)'"),
      "\(kept.errors)")
  }

  /// A daemon of nobody's, with a directory `run` in nobody's home.
  private func daemonOfNobody(_ arguments: String...) throws -> Program {
    let script = "mkdir -p -m 700 \"$HOME/run\" && exec \"$0\" \"$@\""
    return try users.asNobody("/bin/sh", ["-c", script, Binaries.daemon] + arguments)
  }

  @Test func `a daemon that lets root not in is said to be another's, and not ended`() throws {
    let theirs = users.theirs
    try users.makeTheirs(theirs)
    let socket = theirs + "/run/skein.sock"
    let daemon = try daemonOfNobody("--socket", socket)
    try LiveDaemon.awaitListening(daemon)
    for command in [["daemon", "stop"], ["task", "list"], ["proxy"]] {
      let refused = try users.skein(command, ["SKEIN_SOCKET": socket])
      #expect(refused.code == .code(69), "\(command): \(refused.errors)")
      #expect(
        refused.errors.contains(
          "belongs to user nobody (uid \(TwoUsers.nobody)) and refuses others"),
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
      let refused = try users.asNobody(
        Binaries.command, [command], variables: ["SKEIN_SOCKET": home.socket])
      let errors = refused.errors.whole()
      #expect(try refused.exit() == .code(69), "\(errors)")
      #expect(errors.contains("belongs to user root (uid 0) and refuses others"), "\(errors)")
    }
    try daemon.terminate()
  }

  @Test func `a named socket may be another's, and then it is said whose, once`() throws {
    try users.makeTheirs(users.theirs)
    let socket = users.theirs + "/run/skein.sock"
    try home.write("others: provision\n", to: home.path + "/config.yaml", mode: 0o644)
    let daemon = try daemonOfNobody("--socket", socket, "--config", home.path + "/config.yaml")
    let note = "a process of user nobody (uid \(TwoUsers.nobody)) listens at \(socket)"
    try LiveDaemon.awaitListening(daemon)
    let named = ["SKEIN_SOCKET": socket]
    let (code, output, errors) = try users.skein(["call", "ping"], named)
    #expect(code == .code(0) && output == "{}\n", "\(errors)")
    #expect(errors == "skein: \(note)\n")
    let flagged = try users.skein(["task", "add", "Wind", "--socket", socket, "--json"])
    #expect(flagged.code == .code(0) && flagged.errors == #"{"message":"\#(note)"}"# + "\n")
    // The command connects once to stop it and once more to see whether it is back.
    let restarted = try users.skein(["daemon", "restart"], named)
    #expect(restarted.errors.components(separatedBy: note).count == 2, "\(restarted.errors)")
  }
}
