import Client
import Testing

@testable import Commands

/// What a command line means that begins with no command.
struct ShorthandTests {
  private let shorthand = Shorthand(Skein.self)

  private func expanded(_ words: String..., hasInput: Bool = false) throws -> [String] {
    try shorthand.expanded(words, hasInput: hasInput)
  }

  @Test(
    arguments: [
      ["What is a skein?"], ["hello"], ["what", "is", "a", "skein"], ["-m", "big", "Why?"],
      ["-c", "and", "then?"], ["-"], ["Explain this:", "-"], ["--", "ls"], ["--", "chat"],
      ["-x", "list", "it"],
      ["ls the files, please"], ["threads", "in", "Swift"], ["new", "idea", "for", "a", "title"],
      ["chart", "of", "accounts"], ["--json", "What?"], ["--socket", "/s", "What?"],
    ] as [[String]])
  func `words without a command are a question`(_ words: [String]) throws {
    #expect(try shorthand.expanded(words, hasInput: false) == ["ask"] + words)
  }

  @Test(
    arguments: [
      ["thread", "list"], ["chat"], ["help", "ask"], ["--help"], ["-h"], ["--version"], ["--json"],
      ["--json", "thread", "list"], ["--socket=/s", "--no-start", "task", "list"],
      ["thread"], ["thread", "--all"], ["template", "delete", "x"], ["user", "show"],
      ["---completion", "ask", "--"], ["--generate-completion-script", "zsh"], [],
    ] as [[String]])
  func `commands are what they are`(_ words: [String]) throws {
    #expect(try shorthand.expanded(words, hasInput: false) == words)
  }

  @Test func `what is piped in is asked where nothing else is said`() throws {
    #expect(try expanded(hasInput: true) == ["ask"])
    #expect(try expanded("--json", hasInput: true) == ["ask", "--json"])
    #expect(try expanded("--version", hasInput: true) == ["--version"])
  }

  @Test func `ls, new and plurals are understood`() throws {
    #expect(try expanded("ls") == ["thread", "list"])
    #expect(try expanded("ls", "--all") == ["thread", "list", "--all"])
    #expect(try expanded("threads") == ["thread", "list"])
    #expect(try expanded("--json", "tasks", "--open") == ["--json", "task", "list", "--open"])
    #expect(try expanded("threads", "show", "12") == ["thread", "show", "12"])
    #expect(try expanded("new") == ["chat"])
    #expect(try expanded("new", "-m", "big") == ["chat", "-m", "big"])
    #expect(try expanded("new", "What is yarn?") == ["ask", "What is yarn?"])
  }

  @Test(
    arguments: [
      (["thred"], "skein thread?"), (["thred", "list"], "skein thread list?"),
      (["chta", "-c"], "skein chat?"), (["serach"], "skein search?"),
      (["hlep"], "skein help?"), (["Task"], "skein task?"), (["modles"], "skein model list?"),
      (["tasts"], "skein task list?"), (["callls"], "skein call?"), (["tsk"], "skein task?"),
      (["list"], "skein thread list?"), (["version"], "skein --version?"),
      (["status", "--json"], "skein daemon status?"),
    ] as [([String], String)])
  func `a word that is nearly a command asks nothing`(_ words: [String], _ meant: String) {
    #expect {
      try shorthand.expanded(words, hasInput: false)
    } throws: { error in
      guard case .usage(let text)? = error as? ClientError else { return false }
      return text.contains("did you mean \(meant)") && text.contains("skein ask \(words[0])")
    }
  }

  @Test(
    arguments: [
      (["thread", "lsit"], "did you mean skein thread list?"),
      (["model", "gpt-5"], "skein model --help lists them."),
      (["--json", "task", "Add"], "did you mean skein task add?"),
      (["daemon", "statsu"], "did you mean skein daemon status?"),
      (["key", "lst"], "did you mean skein key list?"),
      (["thread", "25"], "did you mean skein thread show 25?"),
      (["task", "call Bob"], "did you mean skein task add …?"),
      (["thread", "search"], "did you mean skein search …?"),
    ] as [([String], String)])
  func `a word that is no command below another is told of`(_ words: [String], _ advice: String) {
    #expect {
      try shorthand.expanded(words, hasInput: false)
    } throws: { error in
      guard case .usage(let text)? = error as? ClientError else { return false }
      return text.hasPrefix("“\(words.last ?? "")” is no command of skein ")
        && text.hasSuffix(advice)
    }
  }

  @Test(
    arguments: [
      (["edit", "25", "foo"], "skein edit -t 25 is for thread 25."),
      (["chat", "25"], "skein chat -t 25 is for thread 25."),
      (["undo", "3"], "skein undo -t 3 is for thread 3."),
      (["export", "25"], "skein thread export 25 writes thread 25;"),
      (["key", "set", "openai", "sk-abc"], "skein key set takes the provider alone"),
      (["keys", "set", "openai", "sk-abc"], "skein key set takes the provider alone"),
    ] as [([String], String)])
  func `a word that would be taken for another thing is refused`(_ words: [String], _ says: String)
  {
    #expect {
      try shorthand.expanded(words, hasInput: false)
    } throws: { error in
      guard case .usage(let text)? = error as? ClientError else { return false }
      return text.hasPrefix(says) && !text.contains("sk-abc")
    }
  }

  @Test(
    arguments: [
      (["edit", "25 primes"], ["edit", "25 primes"]), (["export", "./25"], ["export", "./25"]),
      (["template", "new", "x"], ["template", "edit", "x"]),
      (["key", "add", "openai"], ["key", "set", "openai"]),
      (["user", "new"], ["user", "create"]),
    ] as [([String], [String])])
  func `what is plain is taken as it was meant`(_ words: [String], _ meant: [String]) throws {
    #expect(try shorthand.expanded(words, hasInput: false) == meant)
  }

  @Test(arguments: ["set", "use"])
  func `what sets the default model is told where a command would`(_ word: String) {
    #expect {
      try shorthand.expanded(["model", word, "big"], hasInput: false)
    } throws: { error in
      guard case .usage(let text)? = error as? ClientError else { return false }
      return text.contains("the line model: NAME in config.yaml")
    }
  }

  @Test func `restoring a backup says how it is done, and that it is not`() {
    #expect {
      try shorthand.expanded(["db", "restore", "b.db"], hasInput: false)
    } throws: { error in
      guard case .usage(let text)? = error as? ClientError else { return false }
      return text.contains("nothing was restored") && text.contains("skein daemon stop")
        && text.contains("DB-wal") && text.hasSuffix("cp BACKUP DB && skein daemon start")
    }
  }

  @Test func `a command behind the options of a question is told of`() {
    #expect {
      try shorthand.expanded(["-m", "big", "chat"], hasInput: false)
    } throws: { error in
      guard case .usage(let text)? = error as? ClientError else { return false }
      return text.contains("comes before its options")
    }
  }

  @Test func `what other programs call a command is understood below each`() throws {
    #expect(try expanded("thread", "ls") == ["thread", "list"])
    #expect(try expanded("--json", "task", "ls", "--all") == ["--json", "task", "list", "--all"])
    #expect(try expanded("context", "ls") == ["context", "list"])
    #expect(try expanded("thread", "new") == ["chat"])
    #expect(try expanded("thread", "new", "What is yarn?") == ["ask", "What is yarn?"])
    #expect(try expanded("task", "new", "Knit") == ["task", "add", "Knit"])
    #expect(try expanded("context", "new") == ["context", "create"])
    #expect(try expanded("thread", "delete", "1") == ["thread", "rm", "1"])
    #expect(try expanded("task", "del", "1") == ["task", "rm", "1"])
    #expect(try expanded("key", "rm", "openai") == ["key", "remove", "openai"])
    // Nobody is erased for a word that means less elsewhere.
    #expect(throws: ClientError.self) { try expanded("user", "rm") }
  }

  @Test func `-t is put where a thread is named by its place`() throws {
    #expect(try expanded("thread", "show", "-t", "1") == ["thread", "show", "1"])
    #expect(
      try expanded("thread", "show", "--variants", "-t1") == ["thread", "show", "1", "--variants"])
    #expect(
      try expanded("thread", "rename", "--thread=1", "Wool") == ["thread", "rename", "1", "Wool"])
    #expect(
      try expanded("thread", "rm", "--thread", "1", "-t", "2") == ["thread", "rm", "1", "2"])
    #expect(
      try expanded("thread", "rename", "1", "--", "-t", "x")
        == ["thread", "rename", "1", "--", "-t", "x"])
    #expect(try expanded("thread", "show", "-t") == ["thread", "show", "-t"])
    #expect(try expanded("turn", "list", "-t", "1") == ["turn", "list", "-t", "1"])
  }
}
