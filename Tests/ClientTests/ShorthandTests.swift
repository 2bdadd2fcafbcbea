import Client
import Testing

@testable import skein

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
      (["hlep"], "skein help?"), (["Task"], "skein task?"),
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

  @Test func `a command behind the options of a question is told of`() {
    #expect {
      try shorthand.expanded(["-m", "big", "chat"], hasInput: false)
    } throws: { error in
      guard case .usage(let text)? = error as? ClientError else { return false }
      return text.contains("comes before its options")
    }
  }

  @Test func `what separates two words is counted in edits`() {
    #expect(editDistance("thraed", "thread") == 1)
    #expect(editDistance("", "ask") == 3)
    #expect(editDistance("ask", "ask") == 0)
    #expect(editDistance("what", "chat") == 1)
    #expect(editDistance("kitten", "sitting") == 3)
  }
}
