import GRDB
import Testing
import Wire

@testable import Store

extension TemporaryStore {
  /// The result of `thread/search`, after everything was added to the index.
  func search(
    _ query: String, limit: Int = 50, cursor: Wire.Cursor? = nil, in owned: OwnedStore? = nil
  ) async throws -> Page<SearchHit> {
    try await search(
      ThreadSearch.Params(
        query: SearchText(trusted: query), limit: PageLimit(limit), cursor: cursor), in: owned)
  }

  func search(
    _ params: ThreadSearch.Params, in owned: OwnedStore? = nil
  ) async throws -> Page<SearchHit> {
    try await withCheckedThrowingContinuation { continuation in
      (owned ?? mine).scanIndexed({ try $0.search(params) }) { continuation.resume(with: $0) }
    }
  }

  /// The snippets of all results, with matches between [ and ].
  func found(_ query: String, in owned: OwnedStore? = nil) async throws -> [String] {
    try await search(query, limit: 200, in: owned).data.map { bracketed($0.snippet) }
  }

  /// Runs the index's own check (sqlite.org/fts5.html, section 6.4) against the messages.
  func checkIndex() throws {
    try store.pool.writeWithoutTransaction { db in
      try db.execute(
        sql: "INSERT INTO message_index (message_index, rank) VALUES ('integrity-check', 1)")
    }
  }

  /// Adds a few messages to the index, as the background work does.
  func indexStep() throws {
    try store.pool.write { db in
      _ = try SearchIndex.step(through: SearchIndex.newest(db), db)
    }
  }

  /// Removes every trace of deleted messages from the index.
  func purge() throws {
    try store.pool.write { db in try SearchIndex.purge(db) }
  }

  func tokens(_ text: String, for purpose: SearchTokenizer.Purpose = .document) throws -> [String] {
    try store.pool.read { db in
      var (text, tokens) = (text, [String]())
      try SearchTokenizer(db.sqliteConnection).each(in: &text, for: purpose) { token, _, beside in
        tokens.append((beside ? "+" : "") + String(decoding: token, as: UTF8.self))
        return true
      }
      return tokens
    }
  }
}

func bracketed(_ snippet: String) -> String {
  var text = String.UnicodeScalarView()
  for scalar in snippet.unicodeScalars {
    switch scalar {
    case SearchHit.matchStart: text.append("[")
    case SearchHit.matchEnd: text.append("]")
    default: text.append(scalar)
    }
  }
  return String(text)
}
