import Foundation
import OwnThread
import Testing
import Upstream
import Wire

/// What `rm` deletes and `restore` brings back, and what they say where nothing changes.
@Suite(.ownThread, .timeLimit(.minutes(1)))
struct RemovalCommandTests: DaemonSuite {
  let daemon: LiveDaemon

  init() throws {
    daemon = try LiveDaemon(
      try Upstream { connection, request in
        try connection.send(HTTP.stream("answer to \(try request.input)"))
      })
  }

  /// On a terminal, where somebody types an answer.
  private func asked(_ command: String, typing answer: String) throws -> String {
    let program = try Program(
      "/usr/bin/script",
      ["-qec", "stty cols 200 -echo; exec \(Binaries.command) \(command)", "/dev/null"],
      environment: [
        "HOME": daemon.home.path, "SKEIN_SOCKET": daemon.home.socket, "PATH": "/usr/bin:/bin",
        "TERM": "xterm", "LC_ALL": "C.UTF-8", "NO_COLOR": "1",
      ], input: answer + "\n")
    let output = program.output.whole()
    #expect(try program.exit() == .code(0), "\(output)")
    return output
  }

  private func thread(_ title: String) throws -> Noun.Thread {
    try daemon.connect().call(ThreadCreate.self, .init(title: Title(title))).thread
  }

  private var numbers: [Int?] {
    get throws { try daemon.connect().call(ThreadList.self, .init()).data.map(\.number).reversed() }
  }

  @Test func `a pipe is told, too, what is deleted, archived or a version`() throws {
    let wool = try thread("Wool")
    _ = try thread("Yarn")
    let client = try daemon.connect()
    _ = try client.call(
      MessageAppend.self,
      .init(threadId: wool.id, role: .user, content: Content(trusted: "taken back")))
    _ = try client.call(
      ThreadRevert.self, .init(threadId: wool.id, throughSequence: Sequence(0)))
    _ = try skein("thread", "rm", "Yarn")
    #expect(
      try rows("thread", "list", "--copies").map { [$0[0], $0[3], $0[4]] } == [
        ["1", "", "Wool"], ["3", "version", "Wool"],
      ])
    #expect(
      try rows("thread", "list", "--deleted", "--copies").map { [$0[0], $0[3], $0[4]] } == [
        ["2", "deleted", "Yarn"]
      ])
    _ = try skein("context", "create", "Shop")
    _ = try skein("context", "create", "Loom")
    _ = try skein("context", "rm", "1")
    #expect(
      try rows("context", "list", "--deleted").map { [$0[0], $0[3]] } == [["1", "deleted"]])
    for title in ["a", "b", "c", "d", "e"] { _ = try skein("task", "add", title) }
    _ = try skein("task", "done", "1", "2", "4")
    _ = try skein("task", "archive", "1", "4")
    _ = try skein("task", "rm", "1", "3")
    func states(_ options: String...) throws -> [[String]] {
      try shell.rows(["task", "list"] + options).map { [$0[0], $0[3]] }
    }
    #expect(try states("--deleted") == [["3", "deleted"], ["1", "archived, deleted"]])
    #expect(try states("--archived") == [["4", "archived"]])
    #expect(
      try states("--deleted", "--archived") == [
        ["4", "archived"], ["3", "deleted"], ["1", "archived, deleted"],
      ])
    // The limit counts what is listed.
    #expect(try states("--deleted", "--limit", "1") == [["3", "deleted"]])
    let json = try skein("task", "list", "--deleted", "--json").output
    #expect(json.contains("\"number\":3") && !json.contains("\"number\":5"), "\(json)")
  }

  @Test func `what is deleted for good is refused where nobody can be asked`() throws {
    _ = try skein("ask", "one")
    _ = try skein("task", "add", "Wind it")
    _ = try skein("context", "create", "Shop")
    _ = try skein("preview", "create", "--url", "https://wool.example")
    _ = try skein("key", "set", "scripted", input: "sk-own0123456789abcdef\n")
    let templates = daemon.home.path + "/.config/skein/templates"
    try FileManager.default.createDirectory(atPath: templates, withIntermediateDirectories: true)
    try daemon.home.write("Say {{input}}.", to: templates + "/say.md")
    let written = daemon.home.path + "/gone.jsonl"
    let commands = [
      ["thread", "rm", "--permanent", "1"], ["task", "rm", "--permanent", "1"],
      ["context", "rm", "--permanent", "1"], ["preview", "rm", "1"],
      ["key", "remove", "scripted"], ["template", "rm", "say"],
      ["db", "purge", written, "--deleted-before", "now"],
    ]
    for words in commands {
      let errors = try shell.skein(words, exit: 64).errors
      #expect(errors.hasPrefix("skein: Nothing was deleted:") && errors.contains("--force"))
    }
    #expect(try skein("thread", "show", "1").output.contains("answer to one"))
    #expect(try skein("task", "show", "1").output.hasPrefix("Wind it"))
    #expect(try skein("preview", "show", "1").output.contains("wool.example"))
    #expect(try skein("key", "list").output.hasPrefix("scripted\t"))
    #expect(try skein("template", "list").output.contains("say"))
    for words in commands where words[0] != "context" { _ = try shell.skein(words + ["-f"]) }
    #expect(
      try skein("context", "rm", "-f", "--permanent", "1").errors.contains("is deleted for good."))
    #expect(try numbers.isEmpty)
    #expect(try skein("template", "list").output.isEmpty)
  }

  @Test func `a person is asked, and told which versions go along`() throws {
    _ = try skein("ask", "one")
    _ = try skein("ask", "-c", "two")
    _ = try skein("ask", "-c", "three")
    _ = try skein("undo")
    _ = try skein("edit", "other")
    _ = try skein("thread", "fork")
    let question = "Delete thread 1, “one” (4 messages) with its 2 versions (2, 3), for good? [y/N]"
    let kept = try asked("thread rm --permanent 1", typing: "")
    #expect(kept.contains(question), "\(kept)")
    #expect(kept.contains("Thread 1, “one”, stays as it is."))
    #expect(
      try skein("thread", "rm", "1").errors
        == "skein: Thread 1, “one”, is deleted with its 2 versions (2, 3); skein thread restore 1 "
        + "brings it back.\n")
    // What was copied on purpose is nobody's version.
    #expect(try numbers == [4])
    _ = try skein("thread", "restore", "1")
    #expect(try skein("thread", "show", "3").output.contains("answer to two"))
    let gone = try asked("thread rm --permanent 1", typing: "y")
    #expect(gone.contains("is deleted for good with its 2 versions (2, 3)."), "\(gone)")
    #expect(try numbers == [4])
    #expect(try skein("thread", "show", "4").output.contains("answer to other"))
  }

  @Test func `many versions are counted, and the first of them named`() throws {
    let wool = try thread("Wool")
    let client = try daemon.connect()
    for _ in 1...10 {
      _ = try client.call(
        MessageAppend.self,
        .init(threadId: wool.id, role: .user, content: Content(trusted: "taken back")))
      _ = try client.call(
        ThreadRevert.self, .init(threadId: wool.id, throughSequence: Sequence(0)))
    }
    _ = try skein("context", "create", "Shop")
    #expect(
      try skein("thread", "rm", "Wool").errors.contains(
        "with its 10 versions (2, 3, 4, 5, 6, 7, 8, 9, …);"))
    let context = try asked("context rm --permanent Shop", typing: "n")
    #expect(
      context.contains(
        "“Shop”, with its actions and previews and thread 12 (0 messages), for good? [y/N]"))
  }

  @Test func `several come back at once, and none where one is not known`() throws {
    for title in ["Wool", "Yarn", "Flax"] { _ = try thread(title) }
    _ = try skein("thread", "rm", "1", "2", "3")
    _ = try skein("thread", "restore", "1", "9", exit: 64)
    #expect(try numbers.isEmpty)
    #expect(
      try skein("thread", "restore", "1", "Yarn", "wool").errors
        == "skein: Thread 1, “Wool”, is back.\nskein: Thread 2, “Yarn”, is back.\n")
    #expect(try numbers == [1, 2])
    for title in ["a", "b"] { _ = try skein("task", "add", title) }
    _ = try skein("task", "rm", "1", "2")
    #expect(
      try skein("task", "restore", "1", "b").errors
        == "skein: Task 1, “a”, is back.\nskein: Task 2, “b”, is back.\n")
  }

  @Test func `what changes nothing says so`() throws {
    _ = try thread("Wool")
    #expect(
      try skein("thread", "restore", "1").errors
        == "skein: Thread 1, “Wool”, is not deleted: nothing has changed.\n")
    _ = try skein("thread", "rm", "1")
    #expect(
      try skein("thread", "rm", "1").errors
        == "skein: Thread 1, “Wool”, was deleted before: nothing has changed. skein thread restore "
        + "1 brings it back.\n")
    // A thread of that name that is not deleted is the one that is meant.
    _ = try thread("Wool")
    #expect(try skein("thread", "rm", "Wool").errors.contains("Thread 2, “Wool”, is deleted;"))
    _ = try skein("task", "add", "Wind it")
    #expect(
      try skein("task", "restore", "1").errors
        == "skein: Task 1, “Wind it”, is not deleted: nothing has changed.\n")
    #expect(
      try skein("task", "undo", "1").errors
        == "skein: Task 1, “Wind it”, was to be done before: nothing has changed.\n")
    _ = try skein("task", "done", "1")
    #expect(
      try skein("task", "done", "1").errors
        == "skein: Task 1, “Wind it”, was done before: nothing has changed.\n")
    _ = try skein("task", "archive", "1")
    #expect(
      try skein("task", "archive", "1").errors == "skein: Task 1, “Wind it”, was archived before.\n"
    )
    _ = try skein("context", "create", "Shop")
    #expect(
      try skein("context", "restore", "1").errors
        == "skein: Context 1, “Shop”, is not deleted: nothing has changed.\n")
  }

  @Test func `who looks for what undo took back is told where it is`() throws {
    _ = try skein("ask", "one")
    _ = try skein("ask", "-c", "two")
    _ = try skein("undo")
    #expect(
      try skein("thread", "restore", "1").errors
        == "skein: Thread 1, “one”, is not deleted: nothing has changed. To take undo back: “two” "
        + "and its answer stand in version 2, and skein ask -t 2 goes on with that.\n")
    #expect(try skein("thread", "show", "2").output.contains("answer to two"))
  }
}
