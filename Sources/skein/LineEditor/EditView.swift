/// How a text that is being typed stands on the screen.
struct EditView: Equatable {
  private static let tabColumns = 8

  /// What each row shows, and how wide it is.
  private(set) var rows = [""]
  private(set) var widths = [0]
  private(set) var cursorRow = 0
  private(set) var cursorColumn = 0

  private let columns: Int

  /// After `prompt`; what is no first line stands as far from the edge.
  init(prompt: String, _ line: EditLine, columns: Int) {
    self.columns = max(2, columns)
    let prompt = PrintableText.line(prompt)
    for character in prompt { put(shown: String(character), DisplayWidth.of(character)) }
    let inset = min(DisplayWidth.of(prompt), self.columns / 2)
    for (index, character) in line.characters.enumerated() {
      if index == line.cursor { markCursor(character) }
      if character == "\n" {
        breakRow()
        put(shown: String(repeating: " ", count: inset), inset)
      } else {
        put(character)
      }
    }
    if line.cursor == line.characters.count { markCursor(nil) }
  }

  /// The cursor stands where `next` will, or behind the last character.
  private mutating func markCursor(_ next: Character?) {
    let width = next.map { $0 == "\n" ? 0 : Self.shown($0, at: widths[rows.count - 1]).1 } ?? 1
    let last = rows.count - 1
    if widths[last] + max(1, width) > columns {
      if next == nil || next == "\n" { breakRow() }
      (cursorRow, cursorColumn) = next == nil || next == "\n" ? (rows.count - 1, 0) : (last + 1, 0)
    } else {
      (cursorRow, cursorColumn) = (last, widths[last])
    }
  }

  private mutating func put(_ character: Character) {
    let (text, width) = Self.shown(character, at: widths[rows.count - 1])
    put(shown: text, width)
  }

  private mutating func put(shown text: String, _ width: Int) {
    if widths[rows.count - 1] + width > columns { breakRow() }
    rows[rows.count - 1] += text
    widths[rows.count - 1] += width
  }

  private mutating func breakRow() {
    rows.append("")
    widths.append(0)
  }

  /// Nothing unseen reaches the terminal.
  private static func shown(_ character: Character, at column: Int) -> (String, Int) {
    guard let scalar = character.unicodeScalars.first else { return ("", 0) }
    switch scalar.value {
    case 0x09:
      let width = tabColumns - column % tabColumns
      return (String(repeating: " ", count: width), width)
    case 0..<0x20: return ("^" + String(Unicode.Scalar(UInt8(scalar.value) + 0x40)), 2)
    case 0x7F: return ("^?", 2)
    default:
      let shown = PrintableText.line(String(character))
      return (shown, DisplayWidth.of(shown))
    }
  }

  /// Which rows fit on a screen of `height`, the cursor's among them; `top` was the first before.
  func window(height: Int, top: Int) -> Range<Int> {
    let height = max(1, height)
    guard rows.count > height else { return 0..<rows.count }
    let first = min(max(min(top, cursorRow), cursorRow - height + 1), rows.count - height)
    return first..<(first + height)
  }

  /// How many rows the ones before the cursor take once the terminal has wrapped them anew.
  static func rowsAbove(_ widths: [Int], cursorColumn: Int, columns: Int) -> Int {
    let columns = max(1, columns)
    return widths.reduce(0) { $0 + max(1, ($1 + columns - 1) / columns) } + cursorColumn / columns
  }
}
