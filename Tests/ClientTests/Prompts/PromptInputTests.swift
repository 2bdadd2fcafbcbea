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
      return text.contains("takes \(Limits.contentBytes) bytes at most")
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

  /// What is text, and what is binary.
  static let foreign: [(bytes: [UInt8], text: String?)] = [
    (Array("plain".utf8), "plain"), ([], ""),
    ([0x61, 0xFF, 0x62], "a\u{FFFD}b"),
    // Its own marks are no fault of it.
    (Array("\u{FFFD}\u{FFFD}".utf8) + [0xFF], "\u{FFFD}\u{FFFD}\u{FFFD}"),
    // Latin-1: für die Bücher.
    (
      Array("f".utf8) + [0xFC] + Array("r die B".utf8) + [0xFC] + Array("cher".utf8),
      "f\u{FFFD}r die B\u{FFFD}cher"
    ),
    ([0x61, 0xFF, 0xFE], nil), ([0x61, 0], nil), (Array("text\0".utf8), nil),
    // KOI8-R and gzip(1).
    ([0xD0, 0xD2, 0xC9, 0xD7, 0xC5, 0xD4], nil), ([0x1F, 0x8B, 0x08, 0xFE, 0xF0, 0x9A, 0x80], nil),
  ]

  @Test(arguments: foreign.indices)
  func `a pipe and a file are taken and refused by one rule`(index: Int) throws {
    let (bytes, text) = Self.foreign[index]
    let directory = try TemporaryDirectory()
    let path = directory.path + "/file"
    try SmallFile.create(path, with: bytes)
    guard let text else {
      let words = "is not text in UTF-8: leave it out"
      let piped = #expect(throws: ClientError.self) {
        try PromptInput(words: ["x"], piped: bytes)
      }
      #expect(piped?.text.contains(words) == true)
      let named = #expect(throws: ClientError.self) { try PromptFile(path) }
      #expect(named?.text.contains(words) == true)
      return
    }
    let isWhole = String(validating: bytes, as: UTF8.self) != nil
    let input = try PromptInput(words: ["x"], piped: bytes)
    #expect(input.content.text == (text.isEmpty ? "x" : "x\n\n" + text))
    #expect(input.wasRepaired == !isWhole)
    let file = try PromptFile(path)
    #expect(text.isEmpty || file.block.contains(text))
    #expect(
      file.complaint
        == (isWhole ? nil : "\(path) is not all UTF-8; other bytes were replaced by U+FFFD"))
  }

  @Test func `bytes that are no UTF-8 are replaced, and it is said`() throws {
    let input = try PromptInput(words: [], piped: [0x61, 0xE9, 0x62])
    #expect(input.content.text == "a\u{FFFD}b")
    #expect(input.wasRepaired)
  }
}
