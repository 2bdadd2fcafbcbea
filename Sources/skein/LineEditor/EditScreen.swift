import Client

/// Draws the text that is being typed, and knows what of it stands on the screen.
final class EditScreen {
  /// More rows than this of a text that was typed are not left on the screen.
  static let finishedRows = 1000

  private let terminal: Terminal
  /// The rows above the cursor's, as they were drawn.
  private var widthsAbove: [Int] = []
  private var cursorColumn = 0
  private var rowsAbove = 0
  /// The first row that is shown of a text that is higher than the screen.
  private var top = 0

  init(_ terminal: Terminal) {
    self.terminal = terminal
  }

  /// Shows the text in place of what was drawn before.
  func draw(_ prompt: String, _ line: EditLine) throws(ClientError) {
    let size = terminal.size
    let view = EditView(prompt: prompt, line, columns: size.columns)
    let window = view.window(height: size.rows, top: top)
    var text = begin + view.rows[window].joined(separator: "\r\n")
    let below = window.upperBound - 1 - view.cursorRow
    if below > 0 { text += "\u{1B}[\(below)A" }
    text += "\r"
    if view.cursorColumn > 0 { text += "\u{1B}[\(view.cursorColumn)C" }
    try terminal.write(text)
    top = window.lowerBound
    widthsAbove = Array(view.widths[window.lowerBound..<view.cursorRow])
    rowsAbove = widthsAbove.count
    cursorColumn = view.cursorColumn
  }

  /// Shows the text as it was typed, with the cursor below.
  func finish(_ prompt: String, _ line: EditLine) throws(ClientError) {
    let view = EditView(prompt: prompt, line, columns: terminal.size.columns)
    var rows = view.rows
    if rows.count > Self.finishedRows { rows = rows.prefix(Self.finishedRows) + ["…"] }
    try terminal.write(begin + rows.joined(separator: "\r\n") + "\r\n")
    restart()
  }

  /// Takes the text off the screen, to print something where it stood.
  func erase() throws(ClientError) {
    try terminal.write(begin)
    restart()
  }

  func clearAll() throws(ClientError) {
    try terminal.write("\u{1B}[H\u{1B}[2J")
    restart()
  }

  /// The terminal has other columns: it may have wrapped what was drawn anew.
  func adapt() {
    let size = terminal.size
    rowsAbove = min(
      size.rows - 1,
      EditView.rowsAbove(widthsAbove, cursorColumn: cursorColumn, columns: size.columns))
  }

  /// Nothing is drawn where the cursor is.
  func restart() {
    (widthsAbove, rowsAbove, cursorColumn, top) = ([], 0, 0, 0)
  }

  /// To where the text begins, and clear from there. A row that fills the screen must not be
  /// cleared behind its end, where the cursor still stands on its last character.
  private var begin: String {
    (rowsAbove > 0 ? "\u{1B}[\(rowsAbove)A" : "") + "\r\u{1B}[J"
  }
}
