import Foundation
import JSON
import OwnThread
import Testing
import Wire

/// A history that takes for ever to read.
@Suite(.ownThread, .timeLimit(.minutes(5)))
struct EndlessImportTests {
  private let daemon: LiveDaemon
  private var endless: FilePath { FilePath(trusted: daemon.home.path + "/endless.db") }

  /// One chain of messages that no index finds: it is followed for many minutes.
  init() throws {
    daemon = try LiveDaemon()
    let llm = try Program(
      "/usr/bin/env", ["sqlite3", daemon.home.path + "/endless.db"],
      environment: ["PATH": "/usr/bin:/bin"],
      input: """
        CREATE TABLE threads (id TEXT, name TEXT, tip_message_hash TEXT, forked_from TEXT,
          datetime_utc TEXT);
        CREATE TABLE turns (id TEXT, thread_id TEXT, parent_message_hash TEXT,
          tip_message_hash TEXT, model TEXT, input_tokens, output_tokens, duration_ms,
          datetime_utc TEXT, schema_id TEXT);
        CREATE TABLE schemas (id TEXT, content TEXT);
        CREATE TABLE messages (hash TEXT, role TEXT, parent_hash TEXT);
        CREATE TABLE parts (id INTEGER, message_hash TEXT, position INTEGER, type TEXT, text TEXT,
          payload TEXT);
        INSERT INTO threads VALUES ('t', 'long', '1', NULL, NULL);
        WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 200000)
        INSERT INTO messages SELECT CAST(i AS TEXT), 'user', CAST(i + 1 AS TEXT) FROM n;
        """)
    try #require(try llm.exit() == .code(0))
  }

  /// Whether the daemon has a file open.
  private func reads(_ path: String) -> Bool {
    let files = "/proc/\(daemon.pid)/fd"
    let numbers = (try? FileManager.default.contentsOfDirectory(atPath: files)) ?? []
    return numbers.contains {
      (try? FileManager.default.destinationOfSymbolicLink(atPath: "\(files)/\($0)")) == path
    }
  }

  /// Whether an import is let in, which is so when none runs.
  private func isLetIn(_ client: WireClient) throws -> Bool {
    let fault = try client.fault(
      HistoryImport.self, .init(source: .llm, path: FilePath(trusted: "/no/such/logs.db")))
    return fault.code == -32602
  }

  @Test func `a cancel is answered within a second, and the next import is let in`() throws {
    let client = try daemon.connect()
    let id = try client.send(HistoryImport.self, .init(source: .llm, path: endless))
    _ = try client.notification(HistoryProgressed.self)
    try client.notify("$/cancelRequest", #"{"id":\#(id)}"#)
    let began = ContinuousClock.now
    let fault = try client.fault(of: id)
    #expect(fault.code == -32800)
    #expect(ContinuousClock.now - began < .seconds(1))
    #expect(try isLetIn(client))
  }

  @Test func `a client that goes ends its import`() throws {
    let other = try daemon.connect()
    do {
      let client = try daemon.connect()
      try client.send(HistoryImport.self, .init(source: .llm, path: endless))
      _ = try client.notification(HistoryProgressed.self)
      #expect(try !isLetIn(other))
      client.socket.close()
    }
    #expect(try eventually(within: 2) { try isLetIn(other) })
  }

  @Test func `the command's Ctrl-C ends it`() throws {
    let other = try daemon.connect()
    let command = try Program(
      Binaries.command, ["import", "llm", endless.text],
      environment: ["HOME": daemon.home.path, "SKEIN_SOCKET": daemon.home.socket])
    // Asking whether one is let in would take the place of the one that is to begin.
    #expect(eventually { reads(endless.text) })
    command.signal(SIGINT)
    #expect(try command.exit() == .signal(SIGINT))
    #expect(try eventually(within: 2) { try isLetIn(other) })
  }
}
