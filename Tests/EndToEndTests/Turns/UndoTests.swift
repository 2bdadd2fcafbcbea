import JSON
import OwnThread
import Testing
import Upstream
import Wire

/// Taking back, asking anew, and moving threads, from the shell.
@Suite(.ownThread, .timeLimit(.minutes(1)))
struct UndoTests: DaemonSuite {
  let daemon: LiveDaemon

  init() throws {
    daemon = try LiveDaemon(
      try Upstream { connection, request in
        try connection.send(HTTP.stream("answer to \(try request.input)"))
      })
  }

  private func said(in thread: ThreadID) throws -> [String] {
    try daemon.connect().wholeThread(thread).map(\.content)
  }

  /// The thread with the latest activity, and the one before it.
  private func latest() throws -> [Noun.Thread] {
    try daemon.connect().call(ThreadList.self, .init()).data
  }

  @Test func `undo takes back the last question with its answer, and says where they are`() throws {
    _ = try skein("ask", "one")
    _ = try skein("ask", "-c", "two")
    let thread = try #require(try latest().first).id
    let undone = try skein("undo")
    #expect(undone.output.isEmpty)
    #expect(try said(in: thread) == ["one", "answer to one"])
    #expect(try latest().map(\.id) == [thread])
    let fork = try #require(
      try daemon.connect().call(ThreadList.self, .init(copiesOf: thread)).data.first)
    #expect(undone.errors.contains("version 2: skein thread show 2"))
    #expect(fork.number == 2)
    #expect(try skein("thread", "show", "--versions").output.hasPrefix("2\t"))
    #expect(try skein("thread", "show", "2").output.contains("answer to two"))
    #expect(try said(in: fork.id) == ["one", "answer to one", "two", "answer to two"])
    let json = try skein("undo", "--json").output
    let result = try #require(try Document(Array(json.utf8)).root["thread"])
    #expect(try result.decode(Noun.Thread.self).messageCount == 0)
    let nothing = try skein("undo", exit: 64)
    #expect(nothing.errors.contains("Nothing has been asked"))
    // It goes on where it was taken back to.
    #expect(try skein("ask", "-c", "three").output == "answer to three\n")
    #expect(try said(in: thread) == ["three", "answer to three"])
  }

  @Test func `edit asks anew in the same thread, with words or what is piped in`() throws {
    _ = try skein("ask", "one")
    let thread = try #require(try latest().first).id
    let edited = try skein("edit", "two")
    #expect(edited.output == "answer to two\n")
    #expect(edited.errors.contains("The thread as it was is version 2"))
    #expect(try said(in: thread) == ["two", "answer to two"])
    #expect(try skein("edit", input: "three\n").output == "answer to three\n")
    #expect(try said(in: thread) == ["three", "answer to three"])
  }

  @Test func `edit opens the old question in the editor`() throws {
    _ = try skein("ask", "What is a skein?")
    let thread = try #require(try latest().first).id
    let editor = ["VISUAL": "sed -i s/skein/hank/", "EDITOR": "false"]
    #expect(try skein("edit", variables: editor).output == "answer to What is a hank?\n")
    #expect(try said(in: thread) == ["What is a hank?", "answer to What is a hank?"])
    let before = try latest().count
    _ = try skein("edit", variables: ["EDITOR": "truncate -s 0"], exit: 64)
    _ = try skein("edit", variables: ["EDITOR": "false"], exit: 64)
    _ = try skein("edit", exit: 64)
    #expect(try latest().count == before)
    #expect(try said(in: thread).count == 2)
  }

  @Test func `undo guesses no thread`() throws {
    _ = try daemon.connect().call(TurnRun.self, .asking("one"))
    let refused = try skein("undo", exit: 64)
    #expect(refused.errors.contains("-t with the one it names"))
    let thread = try #require(try latest().first).id
    _ = try skein("undo", "-t", "\(thread)")
    #expect(try said(in: thread).isEmpty)
  }

  @Test func `an exported thread comes back, once, and reads well`() throws {
    _ = try skein("ask", "one")
    let thread = try #require(try latest().first).id
    let document = try skein("thread", "export", "\(thread)").output
    let file = daemon.home.path + "/thread.json"
    try daemon.home.write(document, to: file)
    let imported = try skein("thread", "import", file).output
    #expect(imported == "2\n")
    let copy = try #require(try latest().first { $0.number == 2 }).id
    #expect(try said(in: copy) == ["one", "answer to one"])
    #expect(try skein("thread", "import", "-", input: document).output == imported)
    let whole = try skein("thread", "export", "--json", "\(thread)").output
    #expect(whole.hasPrefix(#"{"document":{"format":"json","version":1,"#))
    #expect(try skein("thread", "import", input: whole).output == imported)
    let text = try skein("thread", "export", "--markdown", "\(thread)").output
    #expect(text.hasPrefix("# one\n\nThread 1 (\(thread)), 2 messages"))
    #expect(text.hasSuffix("\n\nanswer to one\n"))
    let bad = try skein("thread", "import", input: #"{"format":"json"}"#, exit: 64)
    #expect(bad.errors.contains("Standard input is not a thread that skein thread export wrote"))
    #expect(bad.errors.contains("(at version)"))
    _ = try skein("thread", "import", file + ".missing", exit: 64)
  }
}
