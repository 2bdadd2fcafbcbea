import Testing

@testable import Commands

struct KeyReaderTests {
  private func keys(_ text: String) -> [Key] {
    var reader = KeyReader()
    let keys = reader.take(Array(text.utf8))
    return keys + reader.settle()
  }

  @Test(arguments: [
    ("a", Key.text("a")), ("毛é", .text("毛é")), ("\r", .enter), ("\n", .enter), ("\t", .tab),
    ("\u{7F}", .backspace), ("\u{8}", .backspace), ("\u{1}", .control("a")),
    ("\u{1A}", .control("z")), ("\0", .control("@")), ("\u{1F}", .control("_")),
    ("\u{1B}", .escape), ("\u{1B}b", .alt("b")), ("\u{1B}\r", .newline),
    ("\u{1B}\u{7F}", .wordBackspace), ("\u{1B}[A", .up), ("\u{1B}OA", .up), ("\u{1B}[B", .down),
    ("\u{1B}[C", .right), ("\u{1B}[D", .left), ("\u{1B}[1;5C", .wordRight),
    ("\u{1B}[1;3D", .wordLeft), ("\u{1B}[H", .home), ("\u{1B}[1~", .home), ("\u{1B}OF", .end),
    ("\u{1B}[8~", .end), ("\u{1B}[3~", .delete), ("\u{1B}[3;5~", .wordDelete),
    ("\u{1B}[13;2u", .newline), ("\u{1B}[27;2;13~", .newline), ("\u{1B}[97;5u", .control("a")),
    ("\u{1B}[5~", .other), ("\u{1B}[[A", .other), ("\u{1B}[?1;2c", .other),
    ("\u{1B}[200~a\r\nb\rc\u{1B}[201~", .paste("a\nb\nc")),
    ("\u{1B}[200~\u{1B}[A\u{1B}[201~", .paste("\u{1B}[A")),
  ])
  func `a key is told by its bytes`(_ bytes: String, _ key: Key) {
    #expect(keys(bytes) == [key])
  }

  @Test func `keys are the same however their bytes are cut`() {
    let bytes = Array("aé毛🧶\u{1B}[A\u{1B}b\u{1B}[200~x\u{1B}[\r\n🧶\u{1B}[201~\u{1}\u{1B}OHz\r".utf8)
    let expected: [Key] = [
      .up, .alt("b"), .paste("x\u{1B}[\n🧶"), .control("a"), .home, .text("z"), .enter,
    ]
    for cut in 0...bytes.count {
      var reader = KeyReader()
      let all = reader.take(Array(bytes[..<cut])) + reader.take(Array(bytes[cut...]))
      let text = all.prefix { if case .text = $0 { true } else { false } }
      #expect(typed(text) == "aé毛🧶")
      #expect(Array(all.dropFirst(text.count)) == expected, "cut at \(cut)")
    }
    var reader = KeyReader()
    let single = bytes.flatMap { reader.take([$0]) }
    #expect(Array(single.dropFirst(4)) == expected)
  }

  private func typed(_ keys: some Sequence<Key>) -> String {
    keys.map { if case .text(let text) = $0 { text } else { "" } }.joined()
  }

  @Test func `an Escape is waited on, and is itself when nothing comes`() {
    var reader = KeyReader()
    #expect(reader.take([0x1B]).isEmpty)
    #expect(reader.isUndecided)
    #expect(reader.settle() == [.escape])
    #expect(!reader.isUndecided)
    #expect(reader.take(Array("\u{1B}[".utf8)).isEmpty)
    #expect(reader.settle() == [.escape, .text("[")])
    #expect(reader.take(Array("\u{1B}[200~a".utf8)).isEmpty)
    // However long a paste takes.
    #expect(!reader.isUndecided)
  }

  @Test func `bytes that are no text do no harm`() {
    #expect(keys("\u{9B}31m") == [.text("31m")])
    var reader = KeyReader()
    #expect(reader.take([0xFF, 0x61]) == [.text("\u{FFFD}a")])
    let endless = Array("\u{1B}[".utf8) + [UInt8](repeating: UInt8(ascii: "1"), count: 200)
    #expect(!reader.take(endless).isEmpty)
  }
}
