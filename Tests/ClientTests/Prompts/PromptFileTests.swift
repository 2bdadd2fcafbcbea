import Testing
import Wire

@testable import Client

struct PromptFileTests {
  private let directory: TemporaryDirectory

  init() throws {
    directory = try TemporaryDirectory()
  }

  private func file(_ name: String, _ bytes: [UInt8]) throws -> String {
    let path = directory.path + "/" + name
    try SmallFile.create(path, with: bytes)
    return path
  }

  @Test func `a file stands under its name, between the words and what was piped in`() throws {
    let path = try file("a.swift", Array("let a = 1\n".utf8))
    let input = try PromptInput(
      words: ["Explain"], files: [PromptFile(path)], piped: Array("more\n".utf8))
    #expect(
      input.content.text == """
        Explain

        \(path):

        ```swift
        let a = 1
        ```

        more
        """)
  }

  @Test(
    arguments: [
      ("notes", "no end", "```\nno end\n```"), ("empty.txt", "", "```txt\n```"),
      (".env", "A=1\n", "```\nA=1\n```"),
      ("a.md", "```sh\nls\n```\n", "````md\n```sh\nls\n```\n````"),
      ("odd.a b", "x\n", "```\nx\n```"),
    ])
  func `nothing in a file closes its fence`(name: String, text: String, block: String) throws {
    let path = try file(name, Array(text.utf8))
    #expect(try PromptFile(path).block == "\(path):\n\n\(block)")
  }

  @Test func `what is no text, too large or not there is refused by its name`() throws {
    let binary = try file("binary", [0x61, 0xFF])
    let zero = try file("zero", [0x61, 0])
    let large = try file("large", Array(repeating: 65, count: Limits.contentBytes + 1))
    for (path, word) in [
      (binary, "UTF-8"), (zero, "UTF-8"), (large, "\(Limits.contentBytes)"),
      (directory.path, "directory"), (directory.path + "/none", "No such file"),
    ] {
      let error = #expect(throws: ClientError.self) { try PromptFile(path) }
      #expect(error?.text.contains(path) == true && error?.text.contains(word) == true)
    }
    #expect(throws: ClientError.self) { try PromptFile(piped: []) }
  }
}
