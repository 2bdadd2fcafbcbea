import JSON
import OwnThread
import Testing
import Upstream
import Wire

/// `skein search` as a shell runs it.
@Suite(.ownThread, .timeLimit(.minutes(1)))
struct SearchCommandTests: DaemonSuite {
  let daemon: LiveDaemon

  init() throws {
    daemon = try LiveDaemon(try .saying("A length of yarn, 一束の毛糸。"))
  }

  @Test func `what was said is found, and shown by the id that was printed`() throws {
    _ = try run("ask", "What is a skein?")
    let hits = try rows("search", "LENGTH", "yar")
    #expect(hits.map { $0[2] } == ["assistant"])
    #expect(hits.map { $0[3] } == ["What is a skein?"])
    #expect(hits.map { $0[4] } == ["A length of yarn, 一束の毛糸。"])
    #expect(try run("thread", "show", hits[0][0]).contains("A length of yarn"))
    #expect(try rows("search", "毛糸").count == 1)
    #expect(try rows("search", "skein").map { $0[2] } == ["title", "user"])
    #expect(try rows("search", "skein", "--limit", "1").map { $0[2] } == ["title"])
    let nothing = try skein("search", "nowhere", exit: 1)
    #expect(nothing.output.isEmpty && nothing.errors == "skein: Nothing was found for “nowhere”.\n")
    let json = try run("search", "毛糸", "--json")
    let page = try Document(Array(json.utf8)).root.decode(ThreadSearch.Result.self)
    #expect(page.data.map(\.snippet) == ["A length of yarn, 一束の\u{2}毛糸\u{3}。"])
    #expect(try run("search", " ", fails: 1).contains("Nothing was found"))
    _ = try run("search", fails: 64)
    _ = try run("search", "", fails: 64)
  }

  @Test func `versions are looked through when they are asked for, and told apart`() throws {
    _ = try run("ask", "What is a skein?")
    _ = try run("edit", "What is a hank?")
    #expect(try run("search", "skein", "--by", "user", fails: 1).contains("Nothing was found"))
    let hits = try rows("search", "skein", "--by", "user", "--copies")
    #expect(hits.map { $0[0] } == ["2"])
    #expect(hits.map { $0[2...3] } == [["user", "version"]])
    #expect(hits.map { $0[5] } == ["What is a skein?"])
    #expect(try rows("search", "hank", "--by", "user", "--copies").map { $0[3] } == [""])
    let terminal = try PseudoTerminal(columns: 60)
    let shown = try shell.skein("search", "skein", "--copies", on: terminal)
    #expect(try shown.exit() == .code(0))
    #expect(terminal.shows("version, now\n"), "\(terminal.text)")
  }

  @Test func `it looks in one thread, from a time on, at what one has said`() throws {
    _ = try run("ask", "What is a skein?")
    _ = try run("ask", "-t", "What is a skein?", "How long is a skein?")
    _ = try run("ask", "What is yarn?")
    #expect(try rows("search", "yarn").count == 5)
    #expect(try rows("search", "yarn", "--in", "What is a skein?").count == 2)
    #expect(try rows("search", "yarn", "--by", "user").map { $0[3] } == ["What is yarn?"])
    #expect(try rows("search", "skein", "--by", "user").count == 2)
    #expect(try rows("search", "yarn", "--since", "1h").count == 5)
    let nothing = try run("search", "yarn", "--since", "2126-01-01", "--by", "system", fails: 1)
    #expect(nothing == "skein: Nothing was found for “yarn” with --since and --by.\n")
    #expect(try run("search", "yarn", "--by", "nobody", fails: 64).contains("--by"))
    let unknown = try run("search", "yarn", "--in", "no such thread", fails: 64)
    #expect(unknown.contains("no such thread"))
    #expect(try run("search", "-i", "yarn", fails: 64).contains("-i"))
  }

  @Test func `on a terminal it stands under its thread, and -i makes that the terminal's`() throws {
    _ = try run("ask", "What is wool?")
    _ = try run("ask", "What is a skein?")
    let number = try #require(try rows("search", "skein").first?.first)
    let terminal = try PseudoTerminal(columns: 60)
    let bare = ["PATH": "/nowhere"]
    let program = try shell.skein("search", "length", variables: bare, on: terminal)
    #expect(try program.exit() == .code(0))
    #expect(terminal.shows("What is a skein?"))
    #expect(terminal.shows("    assistant   now\n      A length of yarn"))
    let choice = try shell.skein("search", "-i", "skein", variables: bare, on: terminal)
    #expect(terminal.shows("Which thread? [its number, Enter for none]"))
    terminal.type("\(number)\n")
    #expect(try choice.exit() == .code(0), "\(terminal.text)")
    #expect(terminal.shows("\(number)  What is a skein?\n"), "\(terminal.text)")
  }

  @Test func `letters of other scripts are found without their marks`() throws {
    for (said, typed) in [
      ("κόσμος από μαλλί", "κοσμος"), ("зелёная ёлка", "елка"), ("שָׁלוֹם", "שלום"),
      ("مَرْحَبًا", "مرحبا"),
      ("Łódź", "lodz"),
    ] {
      _ = try run("ask", said)
      #expect(try rows("search", typed).contains { $0[4] == said }, "\(typed)")
    }
  }
}
