import Testing

@testable import OpenAI

/// How long an answer may be silent.
@Suite struct PatienceTests {
  private let second: UInt64 = 1_000_000_000
  private let provider = Provider(
    name: "p", baseURL: "http://127.0.0.1:1", idleTimeoutSeconds: 60, wordTimeoutSeconds: 100)

  private func patience() -> Patience { Patience(with: provider, from: 0) }

  @Test func `a byte gives more time to the next byte, and none to the next word`() {
    var patience = patience()
    patience.hear(hasSpoken: false, isFinished: false, at: 30 * second)
    #expect(patience.deadline == 90 * second)
    patience.hear(hasSpoken: false, isFinished: false, at: 80 * second)
    #expect(patience.deadline == 100 * second)
  }

  @Test func `a word gives more time to both`() {
    var patience = patience()
    patience.hear(hasSpoken: true, isFinished: false, at: 50 * second)
    #expect(patience.deadline == 110 * second)
    patience.hear(hasSpoken: false, isFinished: false, at: 100 * second)
    #expect(patience.deadline == 150 * second)
  }

  @Test func `what follows the last word has one deadline, however it drips`() {
    var patience = patience()
    patience.hear(hasSpoken: true, isFinished: true, at: 50 * second)
    for time: UInt64 in 51...54 {
      patience.hear(hasSpoken: true, isFinished: true, at: time * second)
      #expect(patience.deadline == 55 * second)
    }
  }

  @Test func `the failure says which of the two it was, and names the setting`() {
    var patience = patience()
    let silent = patience.failure(of: "x", at: 60 * second)
    #expect(silent.class == .timeout && silent.retryable)
    #expect(silent.message.contains("no byte for 60 s"))
    patience.hear(hasSpoken: false, isFinished: false, at: 90 * second)
    let wordless = patience.failure(of: "x", at: 100 * second)
    #expect(wordless.class == .timeout && wordless.retryable)
    #expect(wordless.message.contains("sends no text: none for 100 s"))
    #expect(wordless.message.contains("wordTimeoutSeconds"))
  }
}
