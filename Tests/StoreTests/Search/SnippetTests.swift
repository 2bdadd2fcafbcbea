import GRDB
import Testing
import Wire

@testable import Store

struct SnippetTests {
  let temporary: TemporaryStore

  init() throws {
    temporary = try TemporaryStore()
  }

  private func snippet(_ query: String, of text: String) throws -> String {
    try temporary.store.pool.read { db in
      let tokenizer = try SearchTokenizer(db.sqliteConnection)
      let terms = try SearchTerms(SearchText(trusted: query), tokenizer)
      var text = text
      let matches = Matches(of: terms, in: &text, tokenizer)
      return bracketed(Snippet(text, matches.found).line)
    }
  }

  @Test func `a long text is cut around what was found`() throws {
    let text =
      String(repeating: "some hay ", count: 100) + "the needle "
      + String(repeating: "more hay ", count: 100)
    let snippet = try snippet("needle", of: text)
    #expect(snippet.hasPrefix("…hay some hay") || snippet.hasPrefix("…some hay"), "\(snippet)")
    #expect(snippet.contains("some hay the [needle] more hay"))
    #expect(snippet.hasSuffix("…"))
    #expect(snippet.unicodeScalars.count <= Limits.snippetLength + 4)
  }

  @Test func `the place with the most of the words is shown`() throws {
    let text = "blue " + String(repeating: "x ", count: 500) + "blue yarn"
    #expect(try snippet("blue yarn", of: text).hasSuffix("[blue] [yarn]"))
  }

  @Test func `it is one line, and holds no control character but the marks`() throws {
    #expect(
      try snippet("yarn", of: "one\n\n\t two\u{2}\u{3}\u{1B}[31m\r\n  yarn\u{85}end")
        == "one two[31m [yarn] end")
  }

  @Test func `characters of many parts are not cut`() throws {
    let family = "👩‍👩‍👧‍👦"
    let text =
      String(repeating: family, count: 60) + " yarn " + String(repeating: "e\u{301}", count: 300)
    let snippet = try snippet("yarn", of: text)
    #expect(snippet.contains("[yarn]"))
    #expect(snippet.dropFirst().prefix { $0 != " " }.allSatisfy { String($0) == family })
    #expect(snippet.unicodeScalars.count <= Limits.snippetLength + 4)
    #expect(snippet.dropLast().last == "e\u{301}")
  }

  @Test func `a character without end is cut all the same`() throws {
    let text = "yarn" + String(repeating: "\u{301}", count: 100_000)
    #expect(try snippet("yarn", of: text).unicodeScalars.count <= Limits.snippetLength + 4)
    let before = "a" + String(repeating: "\u{301}", count: 100_000) + " yarn"
    #expect(try snippet("yarn", of: before).hasSuffix("[yarn]"))
  }

  @Test func `matches that overlap are marked as one`() throws {
    #expect(try snippet("全文検 検索", of: "全文検索") == "[全文検索]")
    #expect(try snippet("blue \"blue yarn\"", of: "blue yarn") == "[blue yarn]")
  }

  @Test func `eight mebibytes are looked through`() throws {
    let text = String(repeating: "hay ", count: 2 << 20) + "needle"
    #expect(try snippet("needle", of: text).hasSuffix("hay [needle]"))
  }
}
