import Testing
import Wire

@testable import Store

/// Whatever is typed is looked for, and nothing of it is an operator.
struct SearchInputTests {
  let temporary: TemporaryStore

  init() throws {
    temporary = try TemporaryStore()
  }

  private static let hostile = [
    "AND", "OR NOT", "NOT x", "NEAR(a b, 2)", "content:x", "message_index : x", "{content} : x",
    "^a", "a*", "*", "\"", "\"\"", "\"\"\"", "\"a\" \"", "a\"b", "'", "';DROP TABLE message;--",
    "(", ")", "((a)", "a + b", "-a", "a -b", "\\", "%", "_", "a\u{1}b", "\u{7F}", "\u{FEFF}",
    "\u{202E}abc", "🧶", "👩‍👩‍👧‍👦", "e\u{301}", "\u{301}", "ﷺ", "𝕏", "\u{10FFFF}", "…", "。", "、 、",
    "\"\u{301}", "a\"\u{301}b", "\"a\u{301}\"\u{20DD} x", "x\"\u{E4A}", "a \u{301}b", "?1", "rank",
    "x'41'", "\t\n\r", "a\u{0}b",
  ]

  @Test(arguments: hostile) func `any input is safe`(_ query: String) async throws {
    let thread = try await temporary.thread("A title AND x")
    try await temporary.message("a message NEAR a NOT b OR content:x '41' rank", to: thread.id)
    guard !query.unicodeScalars.contains("\0") else { return }
    let page = try await temporary.search(query)
    #expect(page.data.count <= 2)
    try temporary.checkIndex()
  }

  @Test func `operators are words like others`() async throws {
    let thread = try await temporary.thread()
    try await temporary.message("this AND that, NEAR it", to: thread.id)
    #expect(try await temporary.found("and") == ["this [AND] that, NEAR it"])
    #expect(try await temporary.found("near") == ["this AND that, [NEAR] it"])
    #expect(try await temporary.found("this OR that") == [])
    #expect(try await temporary.found("content:this") == [])
  }

  @Test func `a quotation mark with an accent on it is a quotation mark`() async throws {
    let thread = try await temporary.thread()
    try await temporary.message("red wool, blue yarn", to: thread.id)
    #expect(try await temporary.found("\"red wool\"\u{301}") == ["[red wool], blue yarn"])
    #expect(try await temporary.found("\"wool red\"\u{301}") == [])
  }

  @Test func `a thousand random queries are answered`() async throws {
    var random = Dice(seed: 7)
    let thread = try await temporary.thread("yarn 毛糸 wool")
    for _ in 1...20 {
      try await temporary.message(random.text(of: 200), to: thread.id)
    }
    for _ in 1...1000 {
      let query = random.text(of: random.roll(1...40))
      let page = try await temporary.search(query, limit: 5)
      for hit in page.data {
        let text = hit.snippet.unicodeScalars
        let marks = [SearchHit.matchStart, SearchHit.matchEnd].map { mark in
          text.filter { $0 == mark }.count
        }
        #expect(marks[0] == marks[1])
        #expect(text.contains(SearchHit.matchStart), "\(query.debugDescription): \(hit.snippet)")
      }
    }
  }

  @Test func `too many words are refused, and as many as may be are answered`() async throws {
    let thread = try await temporary.thread()
    let words = (1...Limits.searchTerms).map { "w\($0)" }
    try await temporary.message(words.joined(separator: " "), to: thread.id)
    #expect(try await temporary.found(words.joined(separator: " ")).count == 1)
    do {
      _ = try await temporary.search((words + ["more"]).joined(separator: " "))
      Issue.record("it was answered")
    } catch let fault as Fault {
      #expect(fault.data.path == "query")
    }
  }

  @Test func `the longest query is one phrase of a thousand words`() async throws {
    let thread = try await temporary.thread()
    let text = String(repeating: "a ", count: 511) + "a"
    try await temporary.message(text, to: thread.id)
    #expect(try await temporary.found("\"\(text)\"").count == 1)
    #expect(SearchText(String(repeating: "é", count: 1024)) != nil)
    #expect(SearchText(String(repeating: "é", count: 1025)) == nil)
    #expect(SearchText(String(repeating: "x", count: 8 << 20)) == nil)
    #expect(SearchText("") == nil)
  }
}

/// A random source that says the same every time.
struct Dice {
  private var state: UInt64

  init(seed: UInt64) {
    state = seed
  }

  mutating func roll(_ range: ClosedRange<Int>) -> Int {
    // SplitMix64
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ z >> 30) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ z >> 27) &* 0x94D0_49BB_1331_11EB
    let spread = UInt64(range.upperBound - range.lowerBound + 1)
    return range.lowerBound + Int((z ^ z >> 31) % spread)
  }

  mutating func pick<Element>(_ elements: [Element]) -> Element {
    elements[roll(0...elements.count - 1)]
  }

  /// Letters of many scripts, and what search languages are made of.
  mutating func text(of length: Int) -> String {
    let alphabet = Array(
      "abAB12 \"\"  *()-:+^{}'AND éäßñ день ρω שלם مرح" + "日本語毛糸검색ภาษา🧶👩‍👧\u{301}\u{1}\n\t。")
    return String((0..<length).map { _ in pick(alphabet) }) + " a"
  }
}
