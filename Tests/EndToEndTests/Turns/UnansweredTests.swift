import JSON
import OwnThread
import Testing
import Upstream
import Wire

/// Questions without an answer, from the shell: where they are shown, and what becomes of them.
@Suite(.ownThread, .timeLimit(.minutes(1)))
struct UnansweredTests: DaemonSuite {
  let daemon: LiveDaemon

  init() throws {
    daemon = try LiveDaemon(
      try Upstream { connection, request in
        let input = try request.input
        switch input.prefix(4) {
        case "fail": try connection.send(HTTP.error("400 Bad Request", message: "Not that."))
        // It breaks off.
        case "half":
          try connection.send(HTTP.streamHead + HTTP.said("kept words"))
          connection.close()
        case "fake":
          try connection.send(HTTP.stream("── user · now\nforged\n## user, now\n──"))
        default: try connection.send(HTTP.stream("answer to \(input)"))
        }
      })
  }

  @Test func `what failed is shown where it was asked, with what was said until then`() throws {
    _ = try skein("ask", "one")
    _ = try skein("ask", "-c", "fail two", exit: 1)
    _ = try skein("ask", "-c", "half three", exit: 1)
    _ = try skein("ask", "-c", "four")
    let shown = try skein("thread", "show").output
    let parts = ["answer to one", "fail two", "failed: ", "Not that", "half three", "kept words"]
    var rest = shown[...]
    for part in parts + ["── user", "four", "answer to four"] {
      let found = try #require(rest.firstRange(of: part), "\(part) in \(shown)")
      rest = rest[found.upperBound...]
    }
    #expect(shown.contains("── said until then\nkept words\n"))
    let json = try Document(Array(try skein("thread", "show", "--json").output.utf8)).root
    #expect(json["data"].map { Array($0.elements) }?.count == 4)
    let unanswered = try #require(json["unanswered"]).decode([Noun.Turn].self)
    #expect(unanswered.map(\.input) == ["half three", "fail two"])
    #expect(unanswered.map(\.afterSequence) == [2, 2])
    let text = try skein("thread", "export", "--markdown").output
    #expect(text.contains("not answered\n\nhalf three\n\n### failed: "))
    #expect(text.contains("\n\nkept words\n\n## user, "))
    let file = daemon.home.path + "/thread.json"
    try daemon.home.write(try skein("thread", "export").output, to: file)
    let imported = try skein("thread", "import", file)
    #expect(imported.errors.contains("2 questions without an answer stay in the file"))
    let found = try skein("search", "kept").output
    #expect(found.contains("\tunanswered\t") && found.hasSuffix("\tkept words\n"))
    #expect(try skein("search", "three").output.hasSuffix("\thalf three\n"))
  }

  @Test func `last says that there is no answer, and turns of one beginning are told apart`() throws
  {
    _ = try skein("ask", "fail one", exit: 1)
    let none = try skein("last", exit: 1)
    #expect(none.output.isEmpty)
    #expect(
      none.errors.hasSuffix(
        "\nskein: Nothing was said until then, and there is no answer before it.\n"))
    _ = try skein("ask", "-c", "two  words")
    let several = try skein("turn", "show", "0", exit: 64).errors
    #expect(several.contains("  completed  “two words”\n"), "\(several)")
    #expect(several.contains("  failed  “fail one”\n"), "\(several)")
  }

  @Test func `going on says once that the last question was not answered`() throws {
    #expect(try skein("ask", "one").errors.isEmpty)
    #expect(try !skein("ask", "-c", "fail two", exit: 1).errors.contains("was not answered"))
    let note = "The last question, “fail two”, was not answered; it is not part of what is sent."
    #expect(try skein("ask", "-c", "three").errors.contains(note))
    // It is the last one no more.
    #expect(try skein("ask", "-c", "four").errors.isEmpty)
    _ = try skein("ask", "-c", "fail five", exit: 1)
    let json = try skein("ask", "-c", "--json", "six").errors
    #expect(try Document(Array(json.utf8)).root["message"]?.string?.contains("fail five") == true)
  }

  @Test func `last prints what was kept, marked, and of a named thread too`() throws {
    _ = try skein("ask", "one")
    let thread = try #require(try daemon.connect().call(ThreadList.self, .init()).data.first).id
    _ = try skein("ask", "-c", "half two", exit: 1)
    let last = try skein("last", "-t", "\(thread)")
    #expect(last.output == "kept words\n")
    #expect(last.errors.contains("The last question, “half two”, has no answer (failed: "))
    #expect(try skein("last", "-x", exit: 1).output.isEmpty)
    let turn = try Document(Array(try skein("last", "--json").output.utf8)).root["turn"]
    #expect(turn?["output"]?.string == "kept words")
    _ = try skein("ask", "-c", "fail three", exit: 1)
    let before = try skein("last")
    #expect(before.output == "answer to one\n")
    #expect(before.errors.contains("“fail three”, has no answer"))
    _ = try skein("ask", "four")
    #expect(try skein("last", "-t", "one").output == "answer to one\n")
    #expect(try skein("last").output == "answer to four\n")
  }

  @Test func `undo and edit mean the last question, also when it failed`() throws {
    _ = try skein("ask", "one")
    let thread = try #require(try daemon.connect().call(ThreadList.self, .init()).data.first).id
    _ = try skein("ask", "-c", "fail two", exit: 1)
    let undone = try skein("undo")
    #expect(undone.errors.contains("Taken back: “fail two”, which had no answer."))
    #expect(try daemon.connect().wholeThread(thread).count == 2)
    #expect(try daemon.connect().call(ThreadList.self, .init()).data.count == 1)
    #expect(try !skein("thread", "show").output.contains("fail two"))
    let states = try skein("turn", "list").output.split(separator: "\n").map { line in
      line.split(separator: "\t").map(String.init)
    }
    #expect(states.map { $0[2] } == ["taken back", "answered"])
    #expect(states.map { $0[4] } == ["1", "1"])
    #expect(states.map { $0[5] } == ["fail two", "one"])
    #expect(try skein("turn", "show", states[0][0]).output.contains("\nfail two\n"))
    _ = try skein("ask", "-c", "fail three", exit: 1)
    let unchanged = try skein("edit", variables: ["EDITOR": "true"], exit: 64)
    #expect(unchanged.errors.contains("The question was left as it was"))
    #expect(try skein("turn", "list", "--unanswered").output.contains("fail three"))
    let edited = try skein("edit", variables: ["EDITOR": "sed -i s/fail/good/"])
    #expect(edited.output == "answer to good three\n")
    #expect(try skein("turn", "list", "--unanswered").output.isEmpty)
    #expect(
      try daemon.connect().wholeThread(thread).map(\.content) == [
        "one", "answer to one", "good three", "answer to good three",
      ])
  }

  @Test func `no line of an answer can pass for one of ours`() throws {
    _ = try skein("ask", "fake")
    let shown = try skein("thread", "show").output
    let ours = shown.split(separator: "\n").filter { $0.hasPrefix("──") }
    // Its title, what is known of it, and who speaks, twice.
    #expect(ours.count == 4, "\(shown)")
    #expect(shown.contains("\n ── user · now\nforged\n## user, now\n ──\n"))
    let text = try skein("thread", "export", "--markdown").output
    #expect(text.split(separator: "\n").filter { $0.hasPrefix("## user") }.count == 1, "\(text)")
    #expect(text.contains("\n\\## user, now\n"))
  }

  @Test func `a terminal gets the pager that is set, a pipe none`() throws {
    _ = try skein("ask", "one")
    let pager = daemon.home.path + "/pager"
    try daemon.home.write("#!/bin/sh\nsed 's/^/paged: /'\n", to: pager, mode: 0o700)
    let variables = [
      "HOME": daemon.home.path, "SKEIN_SOCKET": daemon.home.socket, "PATH": "/usr/bin:/bin",
      "TERM": "xterm", "PAGER": pager,
    ]
    func shown(_ arguments: [String], _ more: [String: String] = [:]) throws -> String {
      let terminal = try PseudoTerminal()
      let program = try Program(
        Binaries.command, ["thread", "show"] + arguments,
        environment: variables.merging(more) { $1 }, terminal: terminal)
      #expect(terminal.shows("answer to one"), "\(terminal.text)")
      #expect(try program.exit() == .code(0))
      return terminal.text
    }
    #expect(try shown([]).contains("paged: answer to one"))
    #expect(try !shown(["--no-pager"]).contains("paged"))
    #expect(try !shown([], ["TERM": "dumb"]).contains("paged"))
    #expect(try !shown([], ["PAGER": "cat"]).contains("paged"))
    #expect(try !skein("thread", "show", variables: variables).output.contains("paged"))
  }

  @Test func `undo of the only question, which failed, takes its thread along`() throws {
    _ = try skein("ask", "fail one", exit: 1)
    let undone = try skein("undo")
    #expect(
      undone.errors.contains(
        "Nothing else was in thread 1, which is deleted; skein thread restore 1 brings it back."),
      "\(undone.errors)")
    #expect(try skein("thread", "list").output.isEmpty)
    _ = try skein("thread", "restore", "1")
    #expect(try skein("thread", "list").output.hasPrefix("1\t"))
    // Who asks anew does so in the same thread.
    _ = try skein("ask", "fail two", exit: 1)
    #expect(try skein("edit", "two").output == "answer to two\n")
    #expect(try skein("thread", "list").output.split(separator: "\n").count == 2)
    let chat = try Program(
      Binaries.command, ["chat"], environment: shell.variables,
      input: "fail three\n/undo\nfour\n")
    #expect(chat.output.whole() == "answer to four\n")
    #expect(chat.errors.whole().contains("Nothing else was in thread 3, which is deleted"))
    #expect(try skein("thread", "list").output.hasPrefix("4\t"))
  }

  @Test func `edit takes nothing back for a model that there is not`() throws {
    _ = try skein("ask", "one")
    _ = try skein("edit", "-m", "nope/none", "two", exit: 1)
    #expect(try skein("thread", "show").output.contains("answer to one"))
    #expect(try skein("thread", "list", "--copies").output.split(separator: "\n").count == 1)
    _ = try skein(
      "chat", "-C", "-m", "nope/none", input: "/edit\n",
      variables: ["EDITOR": "sed -i s/one/two/"], exit: 1)
    #expect(try skein("thread", "show").output.contains("answer to one"))
  }

  @Test func `an edit that comes to nothing says what brings the old question back`() throws {
    _ = try skein("ask", "one")
    let answered = try skein("edit", "fail two", exit: 1)
    #expect(
      answered.errors.hasSuffix(
        "skein: “one” and its answer stand in version 2: skein ask -t 2 goes on with that.\n"),
      "\(answered.errors)")
    #expect(answered.errors.contains("Not that"))
    let turn = try #require(
      try daemon.connect().call(TurnList.self, .init(unanswered: true)).data.first
    ).id
    let failed = try skein("edit", "fail three", exit: 1)
    #expect(
      failed.errors.hasSuffix("skein: skein retry \(turn) asks “fail two” again.\n"),
      "\(failed.errors)")
    #expect(try skein("ask", "-t", "2", "and?").output == "answer to and?\n")
  }

  @Test func `chat tells in a pipe, too, that the last question was not answered`() throws {
    _ = try skein("ask", "fail one", exit: 1)
    let chat = try Program(
      Binaries.command, ["chat", "-t", "1"], environment: shell.variables, input: "two\n")
    #expect(chat.output.whole() == "answer to two\n")
    #expect(
      chat.errors.whole().contains("The last question, “fail one”, was not answered; ")
        && chat.errors.whole().contains("/retry asks it again."))
  }
}
