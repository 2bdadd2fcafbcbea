import Testing

@testable import Store

struct SearchTokenizerTests {
  let temporary: TemporaryStore

  init() throws {
    temporary = try TemporaryStore()
  }

  @Test func `words are folded in case and without diacritics`() throws {
    #expect(
      try temporary.tokens("Ein schöner Café-Tag, ДЕНЬ 42") == [
        "ein", "schoner", "cafe", "tag", "день", "42",
      ])
    #expect(try temporary.tokens("e\u{301}te\u{301}") == ["ete"])
  }

  @Test func `where no spaces are, each pair of neighbours is a token, and the last one alone`()
    throws
  {
    #expect(try temporary.tokens("日本語") == ["日本", "本語", "+語"])
    #expect(try temporary.tokens("猫") == ["猫"])
    #expect(try temporary.tokens("ภาษา") == ["ภา", "าษ", "ษา", "+า"])
    #expect(try temporary.tokens("검색") == ["검색", "+색"])
    #expect(try temporary.tokens("🧶🐈") == ["🧶🐈", "+🐈"])
  }

  @Test func `a query leaves the lone half out`() throws {
    #expect(try temporary.tokens("日本語 café", for: .query) == ["日本", "本語", "cafe"])
    #expect(try temporary.tokens("猫", for: .query) == ["猫"])
  }

  @Test func `scripts stand side by side`() throws {
    #expect(
      try temporary.tokens("SwiftでFTS5を使う。") == [
        "swift", "で", "fts5", "を使", "使う", "+う",
      ])
  }

  @Test(arguments: ["", " ", "?!*\"'()[]{}", "、。・「」", "\u{200D}\u{FE0F}", "\u{301}"])
  func `what has no letter, digit or symbol has no token`(_ text: String) throws {
    #expect(try temporary.tokens(text) == [])
  }

  @Test func `bytes that are no UTF-8 lead nowhere`() throws {
    try temporary.sql(
      """
      CREATE VIRTUAL TABLE temp.words USING fts5(content, tokenize = '\(SearchTokenizer.name)')
      """)
    for bytes in ["ff", "e3", "e381", "f09fa7", "e3ff41", "c3", "f0", "41e38241"] {
      try temporary.sql("INSERT INTO words (content) VALUES (CAST(x'\(bytes)' AS TEXT))")
    }
    try temporary.sql("DROP TABLE words")
  }
}
