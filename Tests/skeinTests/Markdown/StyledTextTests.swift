import Testing

@testable import Commands

/// Answers are shown as they arrive, and wrapped between words.
struct StyledTextTests {
  private static let prose =
    "The quick brown fox jumps over the **lazy dog**, then runs to `the very end` of it all.\n"
    + "- a list of things that goes on behind the edge\n\nand 毛糸 of two columns each 毛糸毛糸 here.\n"

  /// The lines that a terminal of so many columns shows of what came piece by piece.
  private func screen(_ pieces: [String], columns: Int) -> [String] {
    var lines: [[Character]] = [[]]
    var rest = pieces.joined()[...]
    while let character = rest.popFirst() {
      guard character == "\u{1B}" else {
        if character == "\n" { lines.append([]) } else { lines[lines.count - 1].append(character) }
        continue
      }
      let sequence = rest.prefix { !$0.isLetter }
      rest.removeFirst(sequence.count)
      let end = rest.popFirst()
      if end == "D", let count = Int(sequence.dropFirst()) {
        var width = 0
        while width < count, let last = lines[lines.count - 1].popLast() {
          width += DisplayWidth.of(last)
        }
      }
    }
    return lines.map { String($0) }
  }

  private func shown(_ text: String, columns: Int, piece: Int) -> [String] {
    var renderer = MarkdownRenderer(columns: columns)
    var pieces: [String] = []
    var rest = text[...]
    while !rest.isEmpty {
      pieces.append(renderer.take(rest.prefix(piece)))
      rest = rest.dropFirst(piece)
    }
    return screen(pieces + [renderer.finish()], columns: columns)
  }

  @Test(arguments: [20, 24, 33, 80], [1, 2, 7, 1000])
  func `prose is broken between words, however it comes`(_ columns: Int, _ piece: Int) {
    let lines = shown(Self.prose, columns: columns, piece: piece)
    #expect(lines.allSatisfy { DisplayWidth.of($0) < columns }, "\(lines)")
    let words = Self.prose.filter { $0 != "*" && $0 != "`" }
      .split(whereSeparator: \.isWhitespace)
    #expect(lines.flatMap { $0.split(separator: " ") } == words)
    // Lines that were ended stay so, and no other is empty.
    #expect(lines.filter(\.isEmpty).count == 2)
  }

  @Test func `each piece is shown when it comes`() {
    var renderer = MarkdownRenderer(columns: 21)
    #expect(renderer.take("some ") == "some ")
    #expect(renderer.take("long") == "long")
    #expect(renderer.take(" wor") == " wor")
    #expect(renderer.take("ds come") == "ds come")
    #expect(renderer.take("back") == "\u{1B}[4D\u{1B}[K\ncomeback")
    #expect(renderer.take(" ") == " ")
  }

  @Test func `code, and words wider than the line, are left to the terminal`() {
    let code = "```\nls --all --long --human-readable /somewhere/else\n```\n"
    #expect(
      shown(code, columns: 20, piece: 3)[1] == "ls --all --long --human-readable /somewhere/else")
    let address = "see https://example.org/a/very/long/way/to/it now"
    #expect(
      shown(address, columns: 20, piece: 2).joined().contains(
        "https://example.org/a/very/long/way/to/it"))
  }

  @Test func `a blank at the edge ends the line, and leaves no empty one`() {
    #expect(
      shown("nineteen columns we  \nnext", columns: 20, piece: 1) == [
        "nineteen columns we", "next",
      ])
    #expect(
      shown("nineteen columns we are", columns: 20, piece: 1) == ["nineteen columns we", "are"])
  }

  @Test func `without columns nothing is broken`() {
    let line = String(repeating: "word ", count: 100)
    #expect(MarkdownRenderer.render(line) == line)
  }
}
