/// Rows under headings: aligned on a terminal, separated by tabs and without headings in a pipe.
struct Table {
  /// A column; the last one takes what room is left.
  struct Column {
    let heading: String
    var alignsRight = false
  }

  let columns: [Column]
  var rows: [[String]] = []

  /// For a terminal of `width` columns; `heading` decorates the first line.
  func aligned(width: Int, heading: (String) -> String = { $0 }) -> String {
    let cells = rows.map { $0.map { PrintableText.line($0) } }
    let headings = columns.map(\.heading)
    var widths = headings.map { DisplayWidth.of($0) }
    for row in cells {
      for (index, cell) in row.enumerated() {
        widths[index] = max(widths[index], DisplayWidth.of(cell))
      }
    }
    let before = widths.dropLast().reduce(0) { $0 + $1 + 2 }
    let last = max(10, width - before)
    let lines = cells.map { line($0, widths, last: last) }
    return ([heading(line(headings, widths, last: last))] + lines).map { $0 + "\n" }.joined()
  }

  /// For other programs: as the values are, but for the separators.
  func separated() -> String {
    rows.map { row in
      row.map { PrintableText.cell($0) }.joined(separator: "\t") + "\n"
    }.joined()
  }

  private func line(_ row: [String], _ widths: [Int], last: Int) -> String {
    row.enumerated().map { index, cell in
      if index == row.count - 1 { return DisplayWidth.fitted(cell, columns: last) }
      let pad = String(repeating: " ", count: max(0, widths[index] - DisplayWidth.of(cell)))
      return columns[index].alignsRight ? pad + cell + "  " : cell + pad + "  "
    }.joined()
  }
}
