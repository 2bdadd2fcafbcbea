import OwnThread
import Testing
import Upstream
import Wire

/// Questions without the word ask, and where they go.
@Suite(.ownThread, .timeLimit(.minutes(1)))
struct QuestionTests {
  private let shell: Shell

  /// A model that repeats what it was asked.
  init() throws {
    shell = Shell(
      daemon: try LiveDaemon(
        try Upstream { connection, request in
          let isListing = request.isListing
          try connection.send(isListing ? HTTP.models : HTTP.stream(try request.input))
        }))
  }

  private func threads() throws -> [Noun.Thread] {
    try shell.daemon.connect().call(ThreadList.self, .init()).data
  }

  @Test func `words are a question, and so is what is piped in`() throws {
    #expect(try shell.skein("What is a skein?").output == "What is a skein?\n")
    #expect(try shell.skein("hello").output == "hello\n")
    #expect(try shell.skein("Review this:", input: "diff\n").output == "Review this:\n\ndiff\n")
    #expect(try shell.skein(input: "alone\n").output == "alone\n")
    #expect(try shell.skein("-c", "and then?").output == "and then?\n")
    #expect(
      try shell.skein("Between", "-", "these", input: "it").output == "Between\n\nit\n\nthese\n")
    #expect(try shell.skein("-s", "-", "told", input: "You are brief.").output == "told\n")
    #expect(try threads().count == 6)
  }

  @Test func `what is nearly a command, or not UTF-8, asks nothing`() throws {
    #expect(try shell.skein("thred", "list", exit: 64).errors.contains("skein thread list?"))
    #expect(try shell.skein("chta", exit: 64).errors.contains("did you mean skein chat?"))
    for command in ["ask", "task add", "thread rename x", ""] {
      let refused = try shell.line(#"exec "$COMMAND" \#(command) $'caf\xe9'"#, exit: 64)
      #expect(refused.errors.contains("is not UTF-8"), "\(refused.errors)")
    }
    #expect(try shell.daemon.connect().call(TurnList.self, .init()).data.isEmpty)
    #expect(try shell.daemon.connect().call(TaskList.self, .init()).data.isEmpty)
  }

  @Test func `a noun alone shows what there is, and a word that is no command below it is refused`()
    throws
  {
    _ = try shell.skein("hello")
    _ = try shell.skein("task", "add", "Wind it")
    for (noun, command) in [
      ("thread", "list"), ("turn", "list"), ("task", "list"), ("model", "list"),
      ("template", "list"), ("key", "list"), ("session", "list"), ("context", "list"),
      ("daemon", "status"), ("user", "show"),
    ] {
      // Ages and counts of a daemon's status go on.
      func shown(_ words: String...) throws -> [Substring] {
        let program = try Program(
          Binaries.command, words, environment: shell.variables, input: "")
        let output = program.output.whole()
        #expect(try program.exit() == .code(0), "\(words)")
        return output.split(separator: "\n").map { $0.prefix { $0 != "\t" && $0 != " " } }
      }
      #expect(try shown(noun) == shown(noun, command), "\(noun)")
    }
    #expect(try shell.skein("task", "--json").output.contains("Wind it"))
    #expect(try shell.skein("db").output.contains("thread"))
    let refused = try shell.skein("thread", "hello", exit: 64).errors
    #expect(
      refused == "skein: “hello” is no command of skein thread; skein thread --help lists them.\n")
  }

  @Test func `ls and plurals list`() throws {
    _ = try shell.skein("hello")
    #expect(try shell.skein("ls").output.hasSuffix("\thello\n"))
    #expect(try shell.skein("threads").output == shell.skein("thread", "list").output)
    #expect(try shell.skein("threads", "show").output.contains("hello"))
  }

  @Test func `-C goes on with the last thread of anywhere, and -c says how where there is none`()
    throws
  {
    let client = try shell.daemon.connect()
    _ = try client.call(TurnRun.self, .asking("in an editor"))
    let none = try shell.skein("ask", "-c", "more", exit: 64).errors
    #expect(none.contains("skein thread pick") && none.contains("-C"), "\(none)")
    _ = try shell.skein("-C", "more")
    let found = try threads()
    #expect(found.map(\.messageCount) == [4])
    #expect(try shell.skein("last", "-C").output == "more\n")
    _ = try shell.skein("edit", "--last", "less")
    _ = try shell.skein("undo", "-C")
    #expect(try client.wholeThread(found[0].id).map(\.content) == ["in an editor", "in an editor"])
    #expect(try shell.skein("ask", "-C", "-c", "x", exit: 64).errors.contains("--last"))
  }

  @Test func `a new thread has the title that it is given, and none stays where nothing is asked`()
    throws
  {
    _ = try shell.skein("ask", "--title", "Wool", "-s", "Be brief.", "Same first line")
    _ = try shell.skein("--title", "Hemp", "Same first line")
    _ = try shell.skein("Same first line", "--title", "Silk")
    #expect(try threads().map { $0.title?.text } == ["Silk", "Hemp", "Wool"])
    #expect(try threads().map { $0.systemPrompt?.text } == [nil, nil, "Be brief."])
    _ = try shell.skein("ask", "--title", "Nope", "-m", "nowhere/m", "hi", exit: 1)
    #expect(try threads().count == 3)
    #expect(try shell.skein("ask", "-c", "--title", "x", "hi", exit: 64).errors.contains("--title"))
  }

  @Test func `a chat asks its words first`() throws {
    let chat = try shell.skein("chat", "first", "question", input: "second\n")
    #expect(chat.output.contains("first question\n") && chat.output.contains("second\n"))
    #expect(try threads().map(\.messageCount) == [4])
    let help = try shell.skein("chat", "--help").output
    let same = "Continue this thread, named by its number, title or"
    #expect(help.contains(same) && help.contains("The model: an alias, a name or"))
  }

  @Test func `an empty file and too much are told of`() throws {
    let file = shell.daemon.home.path + "/empty"
    try shell.daemon.home.write("", to: file)
    #expect(try shell.skein("ask", "-f", file, "hi").errors.contains("\(file) is empty"))
    let large = try shell.line(
      #"head -c 52428800 /dev/zero | tr '\0' a | "$COMMAND" ask"#, exit: 64)
    #expect(large.errors.contains("a question takes 8388608 bytes at most"), "\(large.errors)")
  }
}
