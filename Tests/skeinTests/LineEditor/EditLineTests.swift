import Testing

@testable import Commands

struct EditLineTests {
  /// `|` is the cursor.
  private func line(_ text: String) -> EditLine {
    var line = EditLine(text.replacing("|", with: ""))
    let back = text.contains("|") ? text.reversed().prefix { $0 != "|" }.count : 0
    for _ in 0..<back { line.left() }
    return line
  }

  private func shown(_ line: EditLine) -> String {
    line.beforeCursor + "|" + line.text.dropFirst(line.cursor)
  }

  private func expect(
    _ before: String, _ after: String, _ edit: (inout EditLine) -> Void,
    at location: SourceLocation = #_sourceLocation
  ) {
    var edited = line(before)
    edit(&edited)
    #expect(shown(edited) == after, sourceLocation: location)
  }

  @Test func `going about`() {
    expect("ab|c", "a|bc") { $0.left() }
    expect("|abc", "|abc") { $0.left() }
    expect("abc|", "abc|") { $0.right() }
    expect("one two.thr|ee", "one two.|three") { $0.wordLeft() }
    expect("one two. |three", "one |two. three") { $0.wordLeft() }
    expect("o|ne, two", "one|, two") { $0.wordRight() }
    expect("one|, two", "one, two|") { $0.wordRight() }
    expect("a\nbc|d\ne", "a\n|bcd\ne") { $0.home() }
    expect("a\nb|cd\ne", "a\nbcd|\ne") { $0.end() }
    expect("毛糸|🧶", "毛|糸🧶") { $0.left() }
  }

  @Test func `up and down stay in the column as far as the lines are long`() {
    var moved: [Bool] = []
    expect("abcd\nab|c", "ab|cd\nabc") { moved.append($0.up()) }
    expect("a\nabc|", "a|\nabc") { moved.append($0.up()) }
    expect("ab|c\na", "abc\na|") { moved.append($0.down()) }
    expect("|a\n\nb", "a\n|\nb") { moved.append($0.down()) }
    expect("ab|c", "ab|c") { moved.append($0.up()) }
    expect("ab|c", "ab|c") { moved.append($0.down()) }
    #expect(moved == [true, true, true, true, false, false])
  }

  @Test func `an accent joins the letter before it`() {
    expect("e|x", "e\u{301}|x") { $0.insert("\u{301}") }
    expect("e\u{301}|x", "|x") { $0.backspace() }
  }

  @Test func `taking away`() {
    expect("ab|c", "a|c") { $0.backspace() }
    expect("|abc", "|abc") { $0.backspace() }
    expect("ab|c", "ab|") { $0.delete() }
    expect("abc|", "abc|") { $0.delete() }
    expect("a|b\nc", "a|\nc") { $0.cutToEnd() }
    expect("a|\nc", "a|c") { $0.cutToEnd() }
    expect("a\nb|c", "a\n|c") { $0.cutToStart() }
    expect("one two-three |x", "one |x") { $0.cutBack() }
    expect("one two-three |x", "one two-|x") { $0.cutWordBack() }
    expect("one |two three", "one | three") { $0.cutWord() }
    expect("  |", "|") { $0.cutBack() }
    expect("a|b", "ba|") { $0.transpose() }
    expect("abc|", "acb|") { $0.transpose() }
    expect("|ab", "|ab") { $0.transpose() }
  }

  @Test func `what is cut piece by piece comes back as one`() {
    expect("one two three|", "one two three|") {
      $0.cutBack()
      $0.cutBack()
      $0.paste()
    }
    expect("|one two", "one two|") {
      $0.cutWord()
      $0.cutWord()
      $0.paste()
    }
    expect("one two|", "two|") {
      $0.cutBack()
      $0.home()
      $0.cutToEnd()
      $0.cutToEnd()
      $0.replace(with: "")
      $0.insert("two")
    }
  }
}
