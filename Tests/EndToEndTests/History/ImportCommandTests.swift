import Foundation
import JSON
import OwnThread
import Testing
import Wire

/// `skein import` as a shell runs it.
@Suite(.ownThread, .timeLimit(.minutes(1)))
struct ImportCommandTests {
  private let daemon: LiveDaemon

  init() throws {
    daemon = try LiveDaemon()
    let llm = try Program(
      "/usr/bin/env", ["sqlite3", daemon.home.path + "/logs.db"],
      environment: ["PATH": "/usr/bin:/bin"],
      input: try Repository.text("Tests/StoreTests/Fixtures/llm-0.31.sql"))
    try #require(try llm.exit() == .code(0))
  }

  private func run(
    _ arguments: String..., variables: [String: String] = [:], fails code: Int32 = 0
  ) throws -> String {
    let program = try Program(
      "/bin/sh", ["-c", #"cd "$HOME" && exec "$0" "$@""#, Binaries.command, "import"] + arguments,
      environment: ["HOME": daemon.home.path, "SKEIN_SOCKET": daemon.home.socket].merging(
        variables
      ) { _, new in new })
    let output = program.output.whole()
    let errors = program.errors.whole()
    #expect(try program.exit() == .code(code), "\(arguments): \(errors)")
    return code == 0 ? output : errors
  }

  @Test func `llm's history is found where llm keeps it, and comes once`() throws {
    let variables = ["LLM_USER_PATH": daemon.home.path]
    let lines = try run("llm", variables: variables).split(separator: "\n")
    #expect(lines.last == "9 threads, 27 messages, 0 skipped")
    #expect(lines.filter { $0.hasPrefix("new: ") }.count == 9, "\(lines)")
    #expect(
      try run("llm", "--json", variables: variables)
        == #"{"threads":0,"messages":0,"skipped":0,"firstThreads":[],"firstSkipped":[]}"# + "\n")
    let named = try run("llm", "logs.db")
    #expect(named == "0 threads, 0 messages, 0 skipped\n")
    let missing = try run("llm", fails: 1)
    #expect(missing.contains(daemon.home.path + "/.config/io.datasette.llm/logs.db"), "\(missing)")
    #expect(!daemon.home.exists(daemon.home.path + "/logs.db-wal"))
  }

  @Test func `ChatGPT's export is taken from a file or its directory`() throws {
    let export = daemon.home.path + "/export"
    try daemon.home.write(
      try Repository.text("Tests/StoreTests/Fixtures/conversations.json"),
      to: export + "/conversations.json")
    let skipped = [
      "skipped: number 5 in \(export)/conversations.json: it is not a conversation of ChatGPT: "
        + "it holds the members nonsense",
      "skipped: “New chat”: nothing was said in it",
      "skipped: “Winding a skein”: 1 message of an unknown kind (hologram)",
    ]
    let said = try run("chatgpt", "export").split(separator: "\n").map(String.init)
    #expect(
      said == [
        "new: 1  Circle", "new: 2  Winding a skein", "new version: 3  Winding a skein",
        "new version: 4  Winding a skein", "new: 5  What is this?",
      ] + skipped + ["5 threads, 14 messages, 3 skipped"])
    let again = try run("chatgpt", "export/conversations.json").split(separator: "\n")
    #expect(again.map(String.init) == skipped + ["0 threads, 0 messages, 3 skipped"])
    #expect(try run("chatgpt", fails: 64).contains("path"))
  }

  @Test func `Claude's export is taken, and by ChatGPT's command refused with what it is`() throws {
    try daemon.home.write(
      try Repository.text("Tests/StoreTests/Fixtures/claude.json"),
      to: daemon.home.path + "/conversations.json")
    let refused = try run("chatgpt", "conversations.json", fails: 1)
    #expect(refused.contains("looks like Claude's"), "\(refused)")
    let said = try run("claude", "conversations.json")
    #expect(said == "new: 1  Dyeing\n1 thread, 2 messages, 0 skipped\n")
    #expect(try run("claude", "conversations.json") == "0 threads, 0 messages, 0 skipped\n")
  }
}
