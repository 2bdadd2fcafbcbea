import Testing
import Wire

struct CursorTests {
  private let cursor = Cursor(list: "thread/list", key: [42, -1, .min])

  @Test func `a cursor gives its list the key that it holds`() throws {
    #expect(try cursor.key(of: "thread/list", count: 3) == [42, -1, .min])
    let sent = try decode(Cursor.self, encode(cursor))
    #expect(try sent.key(of: "thread/list", count: 3) == [42, -1, .min])
    #expect(try Cursor(list: "x", key: []).key(of: "x", count: 0) == [])
  }

  @Test func `another list, filter or order refuses it`() {
    let refusal = Fault.invalidParams(
      path: "cursor", expected: "a nextCursor of the same list, with the same filters and order")
    #expect(throws: refusal) { try cursor.key(of: "thread/list deleted", count: 3) }
    #expect(throws: refusal) { try cursor.key(of: "thread/list", count: 2) }
    #expect(throws: refusal) { try cursor.key(of: "thread/list", count: 4) }
  }

  @Test(arguments: ["x", "-", "----", "1y2p0ij32e8e7-zz", "é", "1y2p0ij32e8e7--1-1"])
  func `what was never a cursor is refused as one`(text: String) throws {
    let made = try decode(Cursor.self, quoted(text))
    for count in 0...4 {
      #expect(throws: Fault.self) { try made.key(of: "thread/list", count: count) }
    }
  }

  @Test func `a key that was changed is refused`() throws {
    let word = try #require(encode(cursor).split(separator: "-").first)
    let made = try decode(Cursor.self, word + #"-?-1-1""#)
    #expect(throws: Fault.invalidParams(path: "cursor", expected: "a nextCursor, unchanged")) {
      try made.key(of: "thread/list", count: 3)
    }
  }

  @Test(arguments: ["", "Wool", "毛糸 🧶", String(repeating: "🧶", count: 200)])
  func `a key may end with words`(words: String) throws {
    let cursor = Cursor(list: "task/list", key: [42], words: words)
    let sent = try decode(Cursor.self, encode(cursor))
    let (key, read) = try sent.keyAndWords(of: "task/list", count: 1)
    #expect(key == [42])
    #expect(read == words)
    #expect(throws: Fault.self) { try sent.keyAndWords(of: "task/list asc", count: 1) }
    #expect(throws: Fault.self) { try sent.key(of: "task/list", count: 1) }
  }

  @Test(arguments: ["0", "zz", "c3"])
  func `words that were changed are refused`(word: String) throws {
    let whole = try encode(Cursor(list: "task/list", key: [42], words: ""))
    let made = try decode(Cursor.self, whole.dropLast() + word + "\"")
    #expect(throws: Fault.invalidParams(path: "cursor", expected: "a nextCursor, unchanged")) {
      try made.keyAndWords(of: "task/list", count: 1)
    }
  }

  @Test func `its length is bounded`() throws {
    #expect(try refusal(Cursor.self, #""""#) == "expected a nextCursor, unchanged")
    let long = String(repeating: "1", count: Cursor.lengthLimit + 1)
    #expect(try refusal(Cursor.self, quoted(long)) == "expected a nextCursor, unchanged")
  }
}
