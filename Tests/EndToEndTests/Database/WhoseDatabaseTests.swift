import Foundation
import OwnThread
import Testing

/// Whose history a command reads and writes follows the database that it means.
@Suite(.ownThread, .timeLimit(.minutes(5)))
struct WhoseDatabaseTests {
  private let mine: CommandHome

  init() throws {
    mine = try CommandHome()
    try #require(try mine.run(["task", "add", "Mine"]).code == .code(0))
  }

  @Test func `another home at the same socket has a daemon of its own`() throws {
    let theirs = try CommandHome(sharing: mine)
    let added = try theirs.run(["task", "add", "Theirs"])
    #expect(added.code == .code(0), "\(added.errors)")
    #expect(added.errors.contains(mine.home.database), "\(added.errors)")
    #expect(added.errors.contains(theirs.home.database), "\(added.errors)")
    #expect(try mine.run(["task", "list"]).output.contains("Theirs") == false)
    let again = try theirs.run(["task", "list"])
    #expect(again.output.contains("Theirs") && !again.output.contains("Mine"))
    #expect(again.errors.isEmpty, "\(again.errors)")
    #expect(try theirs.starts() == 1)
    // Each stops its own.
    #expect(try theirs.run(["daemon", "stop"]).code == .code(0))
    #expect(try mine.run(["task", "list", "--no-start"]).output.contains("Mine"))
    let none = try theirs.run(["daemon", "status"])
    #expect(none.code == .code(69))
    #expect(none.errors.contains(theirs.home.database), "\(none.errors)")
  }

  @Test func `where no daemon may be started, a wrong database is refused with both names`() throws
  {
    let other = mine.home.path + "/other.db"
    for command in [["task", "add", "No"], ["ask", "No"], ["daemon", "status"], ["proxy"]] {
      let refused = try mine.run(
        command, ["SKEIN_DATABASE": other, "SKEIN_NO_START": "1"])
      #expect(refused.code == .code(69), "\(command)")
      #expect(refused.errors.contains("\(other);"), "\(refused.errors)")
      #expect(refused.errors.contains(mine.home.database), "\(refused.errors)")
    }
    #expect(!mine.home.exists(other))
    #expect(try mine.run(["task", "list"]).output.contains("No") == false)
    // Nor is the wrong one stopped.
    let stop = try mine.run(["daemon", "stop"], ["SKEIN_DATABASE": other])
    #expect(stop.output.contains("No daemon is running for \(other)"), "\(stop.output)")
    #expect(mine.daemons.count == 1)
  }

  @Test func `a socket that is named is that one, whatever it keeps`() throws {
    let elsewhere = ["SKEIN_DATABASE": mine.home.path + "/other.db"]
    let flagged = try mine.run(["task", "list", "--socket", mine.socket], elsewhere)
    #expect(flagged.output.contains("Mine"), "\(flagged.errors)")
    let named = try mine.run(
      ["task", "list"], elsewhere.merging(["SKEIN_SOCKET": mine.socket]) { $1 })
    #expect(named.output.contains("Mine"), "\(named.errors)")
  }

  @Test(arguments: ["SKEIN_DATABASE", "SKEIN_SOCKET", "SKEIN_CONFIG"])
  func `a relative path in a variable of skein's own is refused by every command`(
    _ name: String
  ) throws {
    for command in [
      ["ask", "No"], ["task", "add", "No"], ["daemon", "status"], ["daemon", "restart"], ["proxy"],
      ["--version"],
    ] {
      let refused = try mine.run(command, [name: "rel.db"])
      #expect(refused.code == .code(64), "\(command): \(refused.output)\(refused.errors)")
      #expect(
        refused.errors == "skein: \(name) must be an absolute path, and is rel.db.\n",
        "\(command): \(refused.errors)")
    }
    #expect(try mine.run(["task", "list"]).output.contains("No") == false)
    // The XDG specification has relative ones passed over.
    let relative = ["XDG_DATA_HOME": "rel", "XDG_CONFIG_HOME": "rel"]
    let passed = try mine.run(["task", "list"], relative)
    #expect(passed.output.contains("Mine"), "\(passed.errors)")
  }

  @Test func `every name of the file is the same database`() throws {
    let (home, database) = (mine.home.path, mine.home.database)
    try #require(symlink(database, home + "/link.db") == 0)
    try #require(symlink(home + "/.local", home + "/way") == 0)
    try #require(link(database, home + "/hard.db") == 0)
    for name in [
      "link.db", "way/share/skein/skein.db", "hard.db", "r/../.local//share/skein/./skein.db",
    ] {
      let list = try mine.run(["task", "list"], ["SKEIN_DATABASE": "\(home)/\(name)"])
      #expect(list.output.contains("Mine"), "\(name): \(list.errors)")
      #expect(list.errors.isEmpty, "\(name): \(list.errors)")
    }
    #expect(try mine.starts() == 1)
  }

  @Test func `the configuration's database and socket count for the command`() throws {
    let yaml = "# ours\n'database': \"~/kept/here.db\" # kept\nsocket: ~/s/d.sock\n"
    try mine.home.write(yaml, to: mine.home.configuration)
    #expect(try mine.run(["task", "add", "There"]).code == .code(0))
    #expect(mine.home.exists(mine.home.path + "/kept/here.db"))
    #expect(mine.home.exists(mine.home.path + "/s/d.sock"))
    let status = try mine.run(["daemon", "status", "--json"])
    #expect(status.output.contains("\(mine.home.path)/s/d.sock"), "\(status.errors)")
    #expect(try mine.run(["daemon", "logs"]).output.contains("here.db"))
    #expect(try mine.run(["daemon", "stop"]).output.contains("has stopped"))
    // The first one was never meant.
    #expect(mine.daemons.count == 1)
  }

  @Test func `a configuration that is a link to nowhere is refused`() throws {
    try mine.home.makeDirectory(mine.home.path + "/.config/skein")
    try #require(symlink("/nowhere/config.yaml", mine.home.configuration) == 0)
    let refused = try mine.run(["task", "list"])
    #expect(refused.code == .code(1))
    #expect(refused.errors.contains("symbolic link to /nowhere/config.yaml"), "\(refused.errors)")
    let daemon = try LiveDaemon.program(Setup(), mine.home)
    #expect(try daemon.exit() == .code(78))
    #expect(daemon.errors.whole().contains("symbolic link to /nowhere/config.yaml"))
  }

  @Test(arguments: ["gone", "theirs", "file"])
  func `a runtime directory that cannot be used is passed over with a note`(_ kind: String) throws {
    let user = try CommandHome()
    let place = user.home.path + "/" + kind
    let why: String
    switch kind {
    case "gone": why = "is not there"
    case "theirs":
      try user.home.makeDirectory(place)
      try #require(geteuid() == 0 && chown(place, 65_534, 65_534) == 0)
      why = "belongs to uid 65534"
    default:
      try user.home.write("", to: place)
      why = "is not a directory"
    }
    let variables = ["XDG_RUNTIME_DIR": place, "TMPDIR": user.home.path]
    let first = try user.run(["task", "add", "Wind"], variables)
    #expect(first.code == .code(0), "\(first.errors)")
    let note = "XDG_RUNTIME_DIR names \(place), which \(why)"
    #expect(first.errors.contains(note), "\(first.errors)")
    #expect(user.home.exists("\(user.home.path)/skein-\(getuid())/skein.sock"))
    #expect(try user.run(["task", "list"], variables).output.contains("Wind"))
    #expect(try String(contentsOfFile: user.log, encoding: .utf8).contains(why))
    #expect(try user.run(["daemon", "stop"], variables).output.contains("has stopped"))
  }

  @Test func `the daemon says where it logs, wherever the asker's state is`() throws {
    let elsewhere = ["XDG_STATE_HOME": mine.home.path + "/elsewhere"]
    let status = try mine.run(["daemon", "status"], elsewhere)
    #expect(status.output.contains(mine.log), "\(status.output)\(status.errors)")
    let logs = try mine.run(["daemon", "logs"], elsewhere)
    #expect(logs.output.contains(" listening "), "\(logs.errors)")
  }
}
