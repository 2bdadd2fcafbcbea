import Foundation
import JSON
import OwnThread
import Testing
import Upstream
import Wire

/// How people name things, and what commands say of what they have named.
@Suite(.ownThread, .timeLimit(.minutes(1)))
struct NamesCommandTests: DaemonSuite {
  let daemon: LiveDaemon

  init() throws {
    daemon = try LiveDaemon(
      try Upstream { connection, request in
        try connection.send(HTTP.stream("answer to \(try request.input)"))
      })
  }

  private func onTerminal(
    _ command: String, columns: Int = 80, typed: String = ""
  ) throws -> String {
    let program = try Program(
      "/usr/bin/script",
      ["-qec", "stty cols \(columns) -echo; exec \(Binaries.command) \(command)", "/dev/null"],
      environment: [
        "HOME": daemon.home.path, "SKEIN_SOCKET": daemon.home.socket, "PATH": "/usr/bin:/bin",
        "TERM": "xterm", "LC_ALL": "C.UTF-8", "NO_COLOR": "1",
      ], input: typed)
    let output = program.output.whole()
    #expect(try program.exit() == .code(0), "\(output)")
    return String(String.UnicodeScalarView(output.unicodeScalars.filter { $0 != "\r" }))
  }

  private func thread(_ title: String) throws -> Noun.Thread {
    try daemon.connect().call(ThreadCreate.self, .init(title: Title(title))).thread
  }

  @Test func `lists begin with the number, and have ids when they are asked for`() throws {
    let wool = try thread("Wool")
    _ = try skein("task", "add", "Wind it")
    #expect(try rows("thread", "list").map { [$0[0], $0[2], $0[3]] } == [["1", "0", "Wool"]])
    #expect(
      try rows("thread", "list", "--long").map { Array($0.prefix(2)) } == [["1", "\(wool.id)"]])
    #expect(try rows("task", "list").map { [$0[0], $0[2], $0[3]] } == [["1", "open", "Wind it"]])
    #expect(try rows("task", "list", "-l")[0].count == 5)
  }

  @Test func `what was changed is named in one line`() throws {
    _ = try thread("Wool")
    #expect(
      try skein("thread", "rename", "1", "Yarn").errors
        == "skein: Thread 1 is called “Yarn” now.\n")
    #expect(
      try skein("thread", "set", "1", "-s", "Be brief.").errors.contains("Thread 1, “Yarn”, is"))
    #expect(
      try skein("thread", "rm", "yarn").errors
        == "skein: Thread 1, “Yarn”, is deleted; skein thread restore 1 brings it back.\n")
    #expect(try skein("thread", "restore", "1").errors == "skein: Thread 1, “Yarn”, is back.\n")
    _ = try skein("task", "add", "Wind it")
    #expect(try skein("task", "done", "1").errors == "skein: Task 1, “Wind it”, is done.\n")
    #expect(
      try skein("task", "rm", "--permanent", "-f", "1").errors
        == "skein: Task 1, “Wind it”, is deleted for good.\n")
    #expect(try skein("thread", "rename", "--json", "1", "Wool").errors == "")
  }

  @Test func `a current thread that was deleted is said to be, with what helps`() throws {
    _ = try skein("ask", "one")
    _ = try skein("thread", "rm", "1")
    for command in [["last"], ["thread", "show"], ["ask", "-c", "two"], ["undo"]] {
      let errors = try shell.skein(command, exit: 1).errors
      #expect(
        errors.contains("terminal's thread 1, “one”, was deleted: skein thread restore 1 brings"),
        "\(command): \(errors)")
      #expect(errors.contains("skein thread pick"))
    }
    _ = try skein("thread", "rm", "--permanent", "-f", "1")
    #expect(try skein("last", exit: 1).errors.contains("deleted for good"))
  }

  @Test func `a deleted thread that is named says how it comes back`() throws {
    let id = try thread("its new name").id
    _ = try skein("thread", "rm", "1")
    for name in ["1", "its new name", "\(id)"] {
      let errors = try skein("thread", "show", name, exit: name == "\(id)" ? 1 : 64).errors
      #expect(errors.contains("is deleted; skein thread restore 1 brings it back"), "\(errors)")
    }
  }

  @Test func `threads of one title are told apart`() throws {
    _ = try thread("hello")
    _ = try skein("ask", "hello")
    let errors = try skein("thread", "show", "hello", exit: 64).errors
    #expect(errors.contains("2 threads have the title “hello”; name one by its number:"))
    #expect(errors.contains("  2 messages  hello") && errors.contains("  0 messages  hello"))
  }

  @Test func `a fork that goes nowhere is refused in the command's words`() throws {
    _ = try skein("ask", "one")
    #expect(
      try skein("thread", "fork", "--through", "999", exit: 64).errors
        == "skein: --through 999: Thread 1, “one”, has 2 messages.\n")
    #expect(try skein("thread", "fork", "--through", "0", exit: 64).errors.contains("1 or more"))
    #expect(try rows("thread", "list", "--copies").count == 1)
  }

  @Test func `a fork is a thread among the others, and outlives the one it was made from`() throws {
    _ = try skein("ask", "one")
    #expect(try skein("thread", "fork").output == "2\n")
    #expect(
      try rows("thread", "list").map { [$0[0], $0[3]] } == [["2", "one (2)"], ["1", "one"]])
    #expect(try rows("thread", "show", "1", "--versions").isEmpty)
    _ = try skein("thread", "rm", "--permanent", "-f", "1")
    #expect(try skein("ask", "-c", "two").output == "answer to two\n")
    #expect(try rows("thread", "list").map { [$0[0], $0[3]] } == [["2", "one (2)"]])
  }

  @Test func `a question that is refused leaves no thread`() throws {
    let daemon = try LiveDaemon(Setup(namesModel: false))
    for (command, code) in [(["ask", "one"], 1), (["chat"], 0)] as [([String], Int32)] {
      _ = try Shell(daemon: daemon).skein(command, exit: code)
    }
    let all = ThreadList.Params(includeDeleted: true, includeCopies: true)
    #expect(try daemon.connect().call(ThreadList.self, all).data.isEmpty)
  }

  @Test func `a context's thread goes with its context, by the command that does it`() throws {
    _ = try skein("context", "create", "Yarn shop")
    let errors = try skein("thread", "rm", "1", exit: 64).errors
    #expect(
      errors
        == "skein: Thread 1, “Yarn shop”, belongs to context 1: skein context rm 1 deletes both.\n")
    _ = try skein("context", "rm", "1")
    #expect(try skein("thread", "restore", "1", exit: 64).errors.contains("skein context restore"))
  }

  @Test func `who asked for three is not told that there are more`() throws {
    for title in ["a", "b", "c", "d"] { _ = try thread(title) }
    #expect(try !onTerminal("thread list --limit 3").contains("there are more"))
    #expect(try onTerminal("thread list --limit 3").split(separator: "\n").count == 4)
  }

  @Test func `a chat marks its thread among the others, by the numbers they have everywhere`()
    throws
  {
    _ = try thread("Wool")
    _ = try thread("Yarn")
    let listed = try skein("chat", "-t", "1", input: "/thread\n").output
    #expect(listed.contains("*\t1\t") && listed.contains("\n\t2\t") || listed.hasPrefix("\t2\t"))
    #expect(try skein("chat", "-t", "1", input: "/title Flax\n").errors.isEmpty)
    #expect(try rows("thread", "list").contains { $0[0] == "1" && $0[3] == "Flax" })
  }

  @Test func `a terminal sees titles where events have ids, and a pipe ids`() throws {
    let wool = try thread("Wool")
    let terminal = try PseudoTerminal(columns: 60)
    let program = try shell.skein("event", "watch", "--since", "0", on: terminal)
    #expect(terminal.shows("thread   created   1  Wool"), "\(terminal.text)")
    program.signal(2)
    let pipe = try Program(
      Binaries.command, ["event", "watch", "--since", "0"], environment: shell.variables)
    #expect(pipe.output.waits { $0.contains("\tthread\tcreated\t\(wool.id)\n") })
    pipe.signal(2)
  }

  @Test func `a watcher still names what is deleted for good, and no line is too long`() throws {
    _ = try thread("Wool")
    _ = try skein("task", "add", "Wind it")
    let terminal = try PseudoTerminal(columns: 80)
    let program = try shell.skein("event", "watch", "--since", "0", on: terminal)
    // It listens when it has told of something.
    #expect(terminal.shows("thread   created   1  Wool"), "\(terminal.text)")
    _ = try skein("thread", "rename", "1", "Yarn")
    #expect(terminal.shows("thread   updated   1  Yarn"), "\(terminal.text)")
    _ = try skein("thread", "rm", "--permanent", "-f", "1")
    _ = try skein("task", "rm", "--permanent", "-f", "1")
    #expect(terminal.shows("thread   deleted   1  Yarn"), "\(terminal.text)")
    #expect(terminal.shows("task     deleted   1  Wind it"), "\(terminal.text)")
    program.signal(2)
    let late = try PseudoTerminal(columns: 80)
    let again = try shell.skein("event", "watch", "--since", "0", on: late)
    #expect(late.shows("task     deleted   "), "\(late.text)")
    again.signal(2)
    // Nothing knows its title any more: the end of the id is enough.
    for line in late.text.split(separator: "\n").filter({ $0.contains("deleted") }) {
      #expect(line.contains(#/^\d+  \d\d:\d\d:\d\d  \w+ +deleted +[0-9a-f]{8}$/#), "\(line)")
    }
  }

  @Test func `a title that is nearly what was typed is offered`() throws {
    _ = try thread("Yarn 🧶 and needles")
    _ = try skein("task", "add", "Wind the skein")
    _ = try skein("context", "create", "Wool shop")
    for (words, lines) in [
      (["thread", "show", "yarn"], ["skein search yarn searches", "  Yarn 🧶 and needles"]),
      (["task", "undo", "wind"], ["  Wind the skein"]),
      (["context", "show", "shop"], ["  Wool shop"]),
    ] {
      let errors = try shell.skein(words, exit: 64).errors
      for line in lines { #expect(errors.contains(line), "\(words): \(errors)") }
    }
    #expect(
      try skein("thread", "show", "0", exit: 64).errors
        == "skein: You have no thread with the number 0, nor with that title: skein thread list shows "
        + "them.\n")
  }

  @Test func `with forty columns lists show what names a thing, and its words`() throws {
    _ = try skein("ask", "What is a skein of the finest wool?")
    let listed = try onTerminal("turn list", columns: 40).split(separator: "\n")
    let row = try #require(listed.last).split(separator: " ")
    #expect(listed.last?.contains("What is a skein") == true, "\(listed)")
    #expect(try skein("turn", "show", String(row[0])).output.contains("answer to What is"))
    let threads = try onTerminal("thread list", columns: 40)
    #expect(threads.contains("What is a skein of the finest"), "\(threads)")
  }

  @Test func `commands stand in groups, what is used most first`() throws {
    let help = try skein("--help").output
    let groups = ["ASK", "KEEP", "WORK", "PEOPLE", "LOOK AFTER"].map { "\($0) SUBCOMMANDS:" }
    let places = groups.compactMap { help.firstRange(of: $0)?.lowerBound }
    #expect(places.count == groups.count && places == places.sorted(), "\(help)")
    let ask = try #require(help.split(separator: "ASK SUBCOMMANDS:").last)
    #expect(ask.trimmingCharacters(in: .whitespacesAndNewlines).hasPrefix("ask "), "\(help)")
    let work = try #require(help.split(separator: "WORK SUBCOMMANDS:").last)
    let own = work.prefix(upTo: work.firstRange(of: "PEOPLE")?.lowerBound ?? work.endIndex)
    for command in ["task", "context", "action", "preview"] {
      #expect(own.contains("  \(command) "))
    }
    #expect(!own.contains("  thread "))
  }
}
