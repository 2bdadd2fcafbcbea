import Testing

@testable import Service

@Suite struct TokenEstimateTests {
  @Test(arguments: [
    ("", 0), ("a", 1), ("hello", 1), ("hello world", 2), ("internationalization", 4),
    ("2026", 2), ("x = 1;", 4), ("a\n\nb", 3), ("a    b", 3),
    ("größe", 3), ("привет", 3), ("東京タワー", 5), ("👍", 2),
  ])
  func `words, numbers, marks and other scripts are counted as encodings cut them`(
    _ text: String, _ tokens: Int
  ) {
    #expect(TokenEstimate.tokens(in: text) == tokens)
  }

  @Test func `a message takes more than its words`() {
    #expect(TokenEstimate.tokens(inMessage: "hello") == 1 + TokenEstimate.tokensPerMessage)
  }

  @Test func `more text is never fewer tokens`() {
    let text = "The quick brown fox; 1,234 jumps — über den faulen 犬 🐕\n\n\tfunc f() {}"
    var last = 0
    for end in text.indices {
      let tokens = TokenEstimate.tokens(in: String(text[..<end]))
      #expect(tokens >= last)
      last = tokens
    }
  }
}
