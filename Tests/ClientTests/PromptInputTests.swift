import Testing
import Wire

@testable import Client

struct PromptInputTests {
  @Test(
    arguments: [
      (["say", "hi"], "", "say hi"),
      ([], "piped\n", "piped"),
      ([], "two\n\n", "two\n"),
      (["explain"], "diff\n", "explain\n\ndiff"),
      (["explain"], " \n\n", "explain"),
      (["", "  "], "x", "x"),
    ] as [([String], String, String)])
  func `what is asked is the words, a blank line, what was piped in`(
    words: [String], piped: String, text: String
  ) throws {
    let input = try PromptInput(words: words, piped: Array(piped.utf8))
    #expect(input.content.text == text)
    #expect(!input.wasRepaired)
  }

  @Test func `nothing to ask, a zero byte and too much are refused`() {
    for (words, piped) in [
      ([], []), (["hi"], [104, 0]), (["hi"], Array(repeating: 65, count: 8 << 20)),
    ] as [([String], [UInt8])] {
      #expect(throws: ClientError.self) { try PromptInput(words: words, piped: piped) }
    }
  }

  @Test func `bytes that are no UTF-8 are replaced, and it is said`() throws {
    let input = try PromptInput(words: [], piped: [0x61, 0xE9, 0x62])
    #expect(input.content.text == "a\u{FFFD}b")
    #expect(input.wasRepaired)
  }
}
