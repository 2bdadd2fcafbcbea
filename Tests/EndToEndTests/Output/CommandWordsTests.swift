import Glibc
import OwnThread
import Testing
import Upstream
import Wire

/// What goes wrong is told in the words of the command: its options, its files, what was typed.
@Suite(.ownThread, .timeLimit(.minutes(1)))
struct CommandWordsTests {
  private let shell: Shell

  init() throws {
    shell = Shell(daemon: try LiveDaemon(try .saying("Yarn.")))
  }

  @Test func `files are told of by their names`() throws {
    let home = shell.daemon.home
    let taken = home.path + "/taken"
    try home.write("{\"user\": {}}", to: taken)
    for (words, code, told) in [
      (["import", "llm", "/no/such"], 1, "skein: /no/such: No such file or directory"),
      (["import", "claude", "/no/such"], 1, "skein: /no/such: No such file or directory"),
      (["import", "chatgpt", "/no/such"], 1, "skein: /no/such: No such file or directory"),
      (["db", "backup", taken], 1, "skein: \(taken) exists already"),
      (["db", "backup", "/no/such/file"], 1, "skein: /no/such/: No such file or directory"),
      (
        ["db", "purge", taken, "-f", "--deleted-before", "now"], 1,
        "skein: \(taken) exists already"
      ),
      (["thread", "import", "nosuch.json"], 64, "skein: nosuch.json: No such file or directory"),
      (
        ["thread", "import", taken], 64, "skein: \(taken) is what skein export wrote, which nothing"
      ),
      (["import", "chatgpt", "-"], 64, "skein: The daemon reads and writes files"),
      (["template", "rm", "nope"], 64, "skein: There is no template nope; there is none yet.\n"),
      (
        ["thread", "fork", "--through", "999"], 64,
        "skein: --through 999: Thread 11, “What is wool?”, has 2 messages.\n"
      ),
      (
        ["context", "create", "--config", #"{"repo":"x"}"#], 64,
        "skein: --config: repo is not allowed; the object may have customizations, features"
      ),
      (["usage", "--since", "now", "--until", "2d"], 1, "skein: --until: expected a time later"),
      (["usage", "--since", "soon"], 64, "last monday"),
    ] as [([String], Int32, String)] {
      _ = try shell.skein("ask", "What is wool?")
      let program = try Program(
        Binaries.command, words, environment: shell.variables, input: "")
      #expect(try program.exit() == .code(code), "\(words)")
      let errors = program.errors.whole()
      #expect(errors.contains(told), "\(words): \(errors)")
    }
  }

  @Test func `a command line that is not understood is told of in the command's one voice`() throws
  {
    for (words, told) in [
      (["thread", "rename"], "<id> is missing. See skein thread rename --help. For example:\n"),
      (
        ["threads", "--limt", "3"],
        "“--limt” is no option of skein thread list; did you mean --limit? "
      ),
      (["thread", "current", "x"], "“x” is one argument more than skein thread current takes. "),
      (["task", "list", "--limit"], "--limit needs a value, <count>. "),
      (["task", "list", "--limit", "few"], "--limit: “few” is no count. "),
      (["task", "list", "--all=x"], "--all takes no value, and “x” is one. "),
      (["completions", "tcsh"], "<shell>: “tcsh” is no shell: expected bash, zsh or fish. "),
      (["task", "list", "--open", "--done"], "Choose one of --open and --done.\n"),
    ] as [([String], String)] {
      let program = try Program(
        Binaries.command, words, environment: shell.variables, input: "")
      #expect(try program.exit() == .code(64), "\(words)")
      let errors = program.errors.whole()
      #expect(errors.hasPrefix("skein: \(told)"), "\(words): \(errors)")
      #expect(program.output.whole().isEmpty && errors.split(separator: "\n").count <= 2)
    }
  }

  @Test func `one is one`() throws {
    _ = try shell.skein("ask", "What is wool?")
    let email = try shell.daemon.connect().call(UserGet.self, NoParams()).user.email
    #expect(
      try shell.skein("user", "delete", "--confirm", email).output
        == "Erased: 1 thread, 2 messages, 0 tasks, 0 contexts.\n")
  }

  @Test func `who types another address is told what is wrong with it`() throws {
    for (typed, told) in [
      ("nobody", "What was typed, “nobody”, is not your address: nothing was erased."),
      ("x@y", "What was typed is not your email, "),
    ] {
      let terminal = try PseudoTerminal(columns: 200)
      let program = try shell.skein("user", "delete", on: terminal)
      #expect(terminal.shows("Type the address to go on: "))
      terminal.type("\(typed)\r")
      #expect(try program.exit() != .code(0))
      #expect(terminal.shows(told), "\(terminal.text)")
    }
  }

  @Test func `lists are of one shape, and hold what people see`() throws {
    try shell.daemon.home.write(
      "---\ndescription: x\n---\n{{input}}\n",
      to: shell.daemon.home.path + "/.config/skein/templates/say.md")
    #expect(try shell.skein("template", "list", "--json").output.hasPrefix(#"{"data":[{"#))
    #expect(
      try shell.skein("key", "list", "--json").output == #"{"data":[],"nextCursor":null}"# + "\n")
    _ = try shell.skein("key", "set", "scripted", input: "sk-made-up-0123456789\n")
    let listed = try shell.skein("key", "list", "--json").output
    #expect(listed.contains("scripted") && !listed.contains("unix"))
  }

  @Test func `what changes something says what it has changed`() throws {
    let key = try shell.skein("key", "set", "scripted", input: "sk-made-up-0123456789\n")
    #expect(
      key.errors
        == "skein: Your key for scripted is kept, and used from the next question on.\n")
    #expect(
      try shell.skein("key", "remove", "-f", "scripted").errors
        == "skein: Your key for scripted is forgotten.\n")
    #expect(
      try shell.skein("user", "update", "--name", "Ada", "--preferences", "{}").errors
        == "skein: Changed: your name, preferences.\n")
    _ = try shell.skein("session", "create", "box")
    let session = try #require(
      try shell.daemon.connect().call(SessionList.self, .init()).data.first)
    #expect(
      try shell.skein("session", "revoke", "\(session.id)").errors
        == "skein: Session \(session.id) has ended: its token is worthless.\n")
    let file = shell.daemon.home.path + "/all.json"
    #expect(try shell.skein("export", file).errors.hasPrefix("skein: \(file): "))
    // Who reads JSON has it there.
    #expect(try shell.skein("user", "update", "--name", "Bo", "--json").errors.isEmpty)
  }

  @Test(arguments: [40, 80])
  func `notes break between words`(columns: UInt16) throws {
    let terminal = try PseudoTerminal(columns: columns)
    let program = try shell.skein("ask", "-c", "more", on: terminal)
    #expect(try program.exit() == .code(64))
    #expect(terminal.shows("it names."))
    let lines = terminal.text.split(separator: "\n")
    #expect(lines.count > 1 && lines.allSatisfy { $0.count <= columns }, "\(lines)")
    #expect(
      lines.joined(separator: " ").contains(
        "Nothing was asked at this terminal yet: skein thread pick"))
  }

  @Test(arguments: [40, 80])
  func `what is known of a thing breaks between words, and ids are whole`(columns: UInt16) throws {
    _ = try shell.skein("ask", "What is the longest yarn that anybody has spun?")
    let turn = try #require(
      try shell.daemon.connect().call(TurnList.self, .init()).data.first)
    for (words, last) in [
      (["daemon", "status"], "models"), (["usage"], "whole"), (["user"], "Operator"),
      (["db"], "schema"), (["turn"], "answered"),
    ] {
      let terminal = try PseudoTerminal(columns: columns)
      let program = try Program(
        Binaries.command, words, environment: shell.variables, terminal: terminal)
      #expect(try program.exit() == .code(0))
      #expect(terminal.shows(last), "\(terminal.text)")
      // A path that is wider than the terminal stays whole.
      for line in terminal.text.split(whereSeparator: \.isNewline) where line.count > columns {
        #expect(line.split(separator: " ").count <= 2, "\(line)")
      }
      if words == ["turn"] {
        #expect(terminal.text.contains("\n\("\(turn.id)".suffix(8))  "), "\(terminal.text)")
      }
    }
  }

  @Test func `styles are shown in a pipe where that is asked for`() throws {
    let daemon = try LiveDaemon(try .saying("**a** ~~b~~ \u{202E}c"))
    let own = Shell(daemon: daemon)
    #expect(try own.skein("ask", "x").output == "**a** ~~b~~ \u{202E}c\n")
    let styled = "\u{1B}[0;1ma\u{1B}[0m \u{1B}[0;9mb\u{1B}[0m \u{FFFD}c\n"
    #expect(try own.skein("ask", "--markdown", "x").output == styled)
    #expect(try own.skein("last", "--markdown").output == styled)
    _ = try own.skein("last", "--markdown", "--raw", exit: 64)
  }

  @Test func `archive says which tasks, and why one stays`() throws {
    for title in ["Wind yarn", "Knit", "Purl"] { _ = try shell.skein("task", "add", title) }
    _ = try shell.skein("task", "done", "1", "2")
    #expect(
      try shell.skein("task", "archive", "1").errors
        == "skein: Task 1, “Wind yarn”, is archived.\n")
    #expect(
      try shell.skein("task", "archive", "3").errors.contains(
        "Task 3, “Purl”, is not done, and stays: skein task done 3"))
    #expect(
      try shell.skein("task", "archive", "--completed-before", "now").errors
        == "skein: 1 task is archived.\n")
  }

  @Test func `-t names a thread also where its place does`() throws {
    _ = try shell.skein("ask", "What is wool?")
    _ = try shell.skein("ask", "What is yarn?")
    #expect(try shell.skein("thread", "show", "-t", "1").output.contains("What is wool?"))
    _ = try shell.skein("thread", "rename", "--thread=1", "About", "wool")
    _ = try shell.skein("thread", "rm", "-t2")
    #expect(try shell.skein("thread", "ls").output.hasSuffix("\tAbout wool\n"))
  }

  @Test func `heads break between words`() throws {
    _ = try shell.skein("ask", "An internationalisation of everything that people knit?")
    let terminal = try PseudoTerminal(columns: 40)
    let program = try shell.skein("thread", "show", "--no-pager", on: terminal)
    #expect(try program.exit() == .code(0))
    #expect(terminal.shows("Yarn."), "\(terminal.text)")
    let lines = terminal.text.split(whereSeparator: \.isNewline)
    #expect(lines.first == "── An internationalisation of everything", "\(lines)")
    // What was said is as it was said.
    let heads = lines.filter { $0.hasPrefix("── ") || $0.hasPrefix("   ") }
    #expect(heads.allSatisfy { $0.count <= 40 }, "\(lines)")
    #expect(heads.contains("   that people knit?"), "\(lines)")
  }

  @Test func `who waits for standard input that does not end says so in a pipe`() throws {
    let pipe = shell.daemon.home.path + "/pipe"
    #expect(mkfifo(pipe, 0o600) == 0)
    let program = try Program(
      "/bin/bash", ["-c", "exec \"$COMMAND\" ask 'What is wool?' <\(pipe)"],
      environment: shell.variables)
    let writer = open(pipe, O_WRONLY | O_CLOEXEC)
    #expect(writer >= 0)
    #expect(program.errors.waits { $0.contains("skein … </dev/null") }, "\(program.errors.text)")
    #expect(program.isRunning)
    close(writer)
    #expect(try program.exit() == .code(64))
    #expect(program.errors.whole().contains("Nothing was piped in, so nothing was asked"))
  }

  @Test func `days and times are taken as people write them, and -3d is one`() throws {
    _ = try shell.skein("ask", "What is wool?")
    #expect(try !shell.skein("search", "wool", "--since", "-3d").output.isEmpty)
    let refused = try shell.skein("search", "wool", "--since", "soon", exit: 64)
    #expect(refused.errors.contains("28.11.2026"), "\(refused.errors)")
  }
}
