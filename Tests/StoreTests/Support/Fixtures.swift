import Foundation
import GRDB
import Wire

@testable import Store

/// Files of other programs: SQL dumps of databases that `llm` wrote, and an export in ChatGPT's
/// form.
enum Fixtures {
  private static let folder = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().appending(path: "Fixtures")

  static func text(_ name: String) throws -> String {
    try String(contentsOf: folder.appending(path: name), encoding: .utf8)
  }

  /// The database of a dump, in a directory; returns its path.
  @discardableResult
  static func database(
    _ name: String, in directory: TemporaryDirectory, as file: String = "logs.db",
    journal: String = "DELETE"
  ) throws -> String {
    let path = "\(directory.path)/\(file)"
    let queue = try DatabaseQueue(path: path)
    try queue.inDatabase { db in
      try db.execute(sql: "PRAGMA journal_mode = \(journal)")
      try db.execute(sql: try text(name))
    }
    try queue.close()
    return path
  }

  /// Every file of a directory with its bytes.
  static func contents(of directory: TemporaryDirectory) throws -> [String: Data] {
    let names = try FileManager.default.contentsOfDirectory(atPath: directory.path)
    return try Dictionary(
      uniqueKeysWithValues: names.map {
        ($0, try Data(contentsOf: URL(filePath: "\(directory.path)/\($0)")))
      })
  }
}

extension TemporaryStore {
  /// Imports a whole history, one write after another.
  func imported(
    _ source: HistorySource, from path: String, in owned: OwnedStore? = nil
  ) async throws -> HistoryImport.Result {
    let history = try store.history(source, at: FilePath(trusted: path))
    var result = HistoryImport.Result()
    while let step = try history.next() {
      let conversation: HistoryConversation
      switch step {
      case .unusable(let skips):
        result.firstSkipped += skips
        continue
      case .conversation(let found): conversation = found
      }
      result.firstSkipped += conversation.skips
      var threads: Set<ThreadID> = []
      while true {
        let written = try await (owned ?? mine).write { try $0.importHistory(conversation) }
        threads.formUnion(written.threads.map(\.id))
        result.messages += written.messages
        if written.isWhole { break }
      }
      result.threads += threads.count
    }
    result.skipped = result.firstSkipped.reduce(0) { $0 + $1.count }
    return result
  }

  /// The threads in the order of lists, the latest first.
  func listed() throws -> [Noun.Thread] {
    try mine.read {
      try $0.threads(.init(limit: PageLimit(trusted: 200))).data
    }
  }

  func messages(of thread: ThreadID) throws -> [Noun.Message] {
    try mine.read { rows in
      var found: [Noun.Message] = []
      var cursor: Wire.Cursor?
      repeat {
        let page = try rows.messages(
          of: thread, afterSequence: nil, limit: PageLimit(trusted: 200), cursor: cursor,
          order: .ascending)
        found += page.data
        cursor = page.nextCursor
      } while cursor != nil
      return found
    }
  }

  /// The messages of a thread, as `role: content`.
  func words(of thread: ThreadID) throws -> [String] {
    try messages(of: thread).map { "\($0.role): \($0.content)" }
  }

  func thread(titled title: String) throws -> Noun.Thread? {
    try listed().first { $0.title?.text == title }
  }
}

extension HistoryImport.Result {
  /// How many threads and messages there were, and how much was skipped.
  var counts: [Int] { [threads, messages, skipped] }
}
