import Foundation
import GRDB
import Testing
import Wire

@testable import Store

/// Paths that lead nowhere good, and bytes in pieces.
struct HistoryFilesTests {
  let temporary: TemporaryStore
  let source = TemporaryDirectory()

  init() throws {
    temporary = try TemporaryStore()
  }

  private func refusal(_ source: HistorySource, _ path: String) -> String? {
    do {
      _ = try temporary.store.history(source, at: FilePath(trusted: path))
      return nil
    } catch {
      #expect(error.kind == .invalidParams)
      #expect(error.data.path == "path")
      return error.message
    }
  }

  @Test func `a file that is not there, no file, no database or a foreign one is named so`() throws
  {
    #expect(refusal(.llm, source.path + "/none")?.contains("No such file") == true)
    #expect(refusal(.llm, source.path)?.contains("is none") == true)
    #expect(refusal(.chatgpt, source.path)?.contains("conversations.json") == true)
    let text = source.path + "/text"
    try Data("no database at all, only words that go on for a while".utf8)
      .write(to: URL(filePath: text))
    #expect(refusal(.llm, text)?.contains("an SQLite database") == true)
    let foreign = source.path + "/foreign.db"
    try DatabaseQueue(path: foreign).inDatabase { try $0.execute(sql: "CREATE TABLE t (a)") }
    #expect(refusal(.llm, foreign)?.contains("another program's") == true)
    let damaged = try Fixtures.database("llm-0.36.sql", in: source, as: "damaged.db")
    let file = try FileHandle(forWritingTo: URL(filePath: damaged))
    try file.seek(toOffset: 100)
    try file.write(contentsOf: Data(repeating: 0xAA, count: 8000))
    try file.close()
    #expect(refusal(.llm, damaged)?.contains("damaged") == true)
  }

  @Test(arguments: [1, 15, 16, 17, 19, 20, 99, 100])
  func `a database that was cut off within its header is refused`(byteCount: Int) throws {
    let path = source.path + "/cut.db"
    let header = Array("SQLite format 3\0".utf8) + [UInt8](repeating: 0, count: 84)
    try Data(header.prefix(byteCount)).write(to: URL(filePath: path))
    #expect(refusal(.llm, path)?.contains("cut.db is") == true)
  }

  @Test func `a pipe is refused at once`() {
    let pipe = source.path + "/pipe"
    #expect(mkfifo(pipe, 0o600) == 0)
    #expect(refusal(.chatgpt, pipe)?.contains("is none") == true)
    #expect(refusal(.llm, pipe)?.contains("is none") == true)
  }

  @Test(.enabled(if: geteuid() != 0))
  func `a file that may not be read is named so`() throws {
    let path = try Fixtures.database("llm-0.36.sql", in: source)
    chmod(path, 0)
    #expect(refusal(.llm, path)?.contains("may read") == true)
  }

  /// Closing a file of ours would drop this process' locks on it.
  @Test func `skein's own files are refused before they are opened, by any name`() throws {
    let link = source.path + "/linked.db"
    #expect(Foundation.link(temporary.store.path, link) == 0)
    for path in [temporary.store.path, temporary.store.path + "-wal", link] {
      #expect(refusal(.llm, path)?.contains("skein's own") == true, "\(path)")
      #expect(refusal(.chatgpt, path)?.contains("skein's own") == true, "\(path)")
    }
  }

  @Test(arguments: [1, 2, 7, 1000])
  func `elements are found however the bytes are cut`(_ size: Int) {
    let text = #" [ {"a":"]},{[\"\\"} ,[1,[2]],"x,y", 3 ,{}] "#
    var splitter = ArraySplitter()
    let bytes = Array(text.utf8)
    for start in stride(from: 0, to: bytes.count, by: size) {
      let isArray = splitter.feed(Array(bytes[start..<min(start + size, bytes.count)]))
      #expect(isArray)
    }
    #expect(splitter.isWhole)
    let found = splitter.elements.map { String(decoding: bytes[$0], as: UTF8.self) }
    #expect(found == [#"{"a":"]},{[\"\\"} "#, "[1,[2]]", #""x,y""#, "3 ", "{}"])
  }

  @Test(arguments: [
    ("2026-11-21T22:45:04.842379+00:00", 1_795_301_104_842),
    ("2023-08-17 12:30:01.5", 1_692_275_401_500),
    ("2023-08-17T12:30:01", 1_692_275_401_000),
  ])
  func `llm's times are read in each of their forms`(_ text: String, _ milliseconds: Int64) {
    #expect(Timestamp(foreign: text)?.milliseconds == milliseconds)
  }

  @Test func `a ULID tells its moment`() {
    #expect(
      Timestamp(ulid: "01m804hq69tc6wppcq3fn4kxcz")?.description.hasPrefix("2026-11-21") == true)
    #expect(Timestamp(ulid: "no ulid") == nil)
  }
}
