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
    #expect(try run("llm", variables: variables) == "9 threads, 27 messages, 0 skipped\n")
    #expect(
      try run("llm", "--json", variables: variables)
        == #"{"threads":0,"messages":0,"skipped":0}"# + "\n")
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
    #expect(try run("chatgpt", "export") == "4 threads, 12 messages, 4 skipped\n")
    #expect(
      try run("chatgpt", "export/conversations.json") == "0 threads, 0 messages, 4 skipped\n")
    #expect(try run("chatgpt", fails: 64).contains("path"))
  }
}
