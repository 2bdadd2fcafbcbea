import Testing

@testable import Commands

struct EditViewTests {
  private func view(_ text: String, back: Int = 0, columns: Int = 10) -> EditView {
    var line = EditLine(text)
    for _ in 0..<back { line.left() }
    return EditView(prompt: "> ", line, columns: columns)
  }

  private func expect(
    _ view: EditView, _ rows: [String], _ row: Int, _ column: Int,
    at location: SourceLocation = #_sourceLocation
  ) {
    #expect(view.rows == rows, sourceLocation: location)
    #expect([view.cursorRow, view.cursorColumn] == [row, column], sourceLocation: location)
    #expect(view.widths == view.rows.map { DisplayWidth.of($0) }, sourceLocation: location)
  }

  @Test func `a text stands behind its prompt, wrapped at the edge`() {
    expect(view(""), ["> "], 0, 2)
    expect(view("abc", back: 1), ["> abc"], 0, 4)
    expect(view("abcdefg"), ["> abcdefg"], 0, 9)
    expect(view("abcdefgh"), ["> abcdefgh", ""], 1, 0)
    expect(view("abcdefgh", back: 1), ["> abcdefgh"], 0, 9)
    expect(view("abcdefghij", back: 2), ["> abcdefgh", "ij"], 1, 0)
    expect(view("a\nb"), ["> a", "  b"], 1, 3)
    expect(view("abcdefgh\nb", back: 2), ["> abcdefgh", "", "  b"], 1, 0)
    expect(view("a\n"), ["> a", "  "], 1, 2)
  }

  @Test func `wide characters are never cut in two`() {
    expect(view("毛糸毛糸"), ["> 毛糸毛糸", ""], 1, 0)
    expect(view("a毛糸毛糸"), ["> a毛糸毛", "糸"], 1, 2)
    expect(view("a毛糸毛糸", back: 1), ["> a毛糸毛", "糸"], 1, 0)
    expect(view("e\u{301}x"), ["> e\u{301}x"], 0, 4)
  }

  @Test func `control characters are shown, not sent`() {
    expect(view("\u{1B}[A\u{7F}\u{9B}"), ["> ^[[A^?\u{FFFD}"], 0, 9)
    expect(view("\tx"), ["> " + "      x"], 0, 9)
  }

  @Test func `of more rows than the screen has, the cursor's are shown`() {
    let tall = view((1...20).map(String.init).joined(separator: "\n"))
    #expect(tall.window(height: 5, top: 0) == 15..<20)
    #expect(tall.window(height: 30, top: 0) == 0..<20)
    let above = view((1...20).map(String.init).joined(separator: "\n"), back: 50)
    #expect(above.cursorRow == 0)
    #expect(above.window(height: 5, top: 15) == 0..<5)
    #expect(above.window(height: 0, top: 15) == 0..<1)
  }

  @Test func `a narrower terminal has wrapped what was drawn`() {
    #expect(EditView.rowsAbove([10, 10], cursorColumn: 3, columns: 10) == 2)
    #expect(EditView.rowsAbove([10, 10], cursorColumn: 3, columns: 5) == 4)
    #expect(EditView.rowsAbove([0, 4], cursorColumn: 7, columns: 5) == 3)
    #expect(EditView.rowsAbove([], cursorColumn: 3, columns: 10) == 0)
  }
}
