import Foundation
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

  @Test func `what is piped in stands where its mark does`() throws {
    let input = try PromptInput(
      words: ["before", "it"], piped: Array("piped\n".utf8), wordsAfter: ["after"])
    #expect(input.content.text == "before it\n\npiped\n\nafter")
  }

  @Test func `too much is told by its bound, not by where reading stopped`() {
    let piped = [UInt8](repeating: 65, count: Limits.contentBytes + 1)
    #expect {
      try PromptInput(words: [], piped: piped)
    } throws: { error in
      guard case .usage(let text)? = error as? ClientError else { return false }
      return text.contains("more than \(Limits.contentBytes) bytes")
    }
  }

  @Test func `standard input is read once, and has to be text`() throws {
    var ends: [Int32] = [-1, -1]
    try #require(pipe(&ends) == 0)
    let input = StandardInput(ends[0])
    #expect(input.isPiped && input.isPipe)
    #expect(try input.text("words", for: "The title") {} == "words")
    _ = [UInt8]("caf\u{E9}\n".utf8).withUnsafeBytes { write(ends[1], $0.baseAddress, $0.count) }
    close(ends[1])
    #expect(try input.text("-", for: "The title") {} == "café")
    #expect(throws: ClientError.self) { try input.text("-", for: "The title") {} }
    #expect(try input.piped {} == [])
    close(ends[0])
    try #require(pipe(&ends) == 0)
    _ = [UInt8]([0x63, 0xE9]).withUnsafeBytes { write(ends[1], $0.baseAddress, $0.count) }
    close(ends[1])
    #expect(throws: ClientError.self) { try StandardInput(ends[0]).text("-", for: "It") {} }
    close(ends[0])
  }

  @Test func `bytes that are no UTF-8 are replaced, and it is said`() throws {
    let input = try PromptInput(words: [], piped: [0x61, 0xE9, 0x62])
    #expect(input.content.text == "a\u{FFFD}b")
    #expect(input.wasRepaired)
  }
}
