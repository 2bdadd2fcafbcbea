/// Rows under headings: aligned on a terminal, separated by tabs and without headings in a pipe.
struct Table {
  /// A column; the last one takes what room is left.
  struct Column {
    let heading: String
    var alignsRight = false
    /// Never cut, as long as anything else can be.
    var isWhole = false
    /// Left out of a terminal that has no room for the last column, the highest first; 0 stays.
    var dispensability = 0
  }

  let columns: [Column]
  var rows: [[String]] = []

  /// What every column keeps where the terminal is too narrow for all of them.
  private static let leastWidth = 4
  /// What the last column gets before the others are cut.
  private static let leastLastWidth = 10

  /// What the last column gets before others are left out.
  private static let leastNameWidth = 24

  /// The first columns of things that are named by numbers.
  static func named(_ option: LongOption, _ columns: [Column]) -> Table {
    let number = Column(heading: "#", alignsRight: true)
    let id = Column(heading: "ID", isWhole: true)
    return Table(columns: (option.long ? [number, id] : [number]) + columns)
  }

  /// For a terminal of `width` columns; `heading` decorates the first line.
  func aligned(width: Int, heading: (String) -> String = { $0 }) -> String {
    if let column = dispensableColumn(in: width) {
      return without(column).aligned(width: width, heading: heading)
    }
    let cells = rows.map { $0.map { PrintableText.line($0) } }
    let headings = columns.map(\.heading)
    var widths = contentWidths
    narrow(&widths, to: width)
    let last = max(0, width - widths.dropLast().reduce(0) { $0 + $1 + 2 })
    let lines = ([headings] + cells).map {
      DisplayWidth.fitted(line($0, widths, last: last), columns: width)
    }
    return lines.enumerated().map { ($0 == 0 ? heading($1) : $1) + "\n" }.joined()
  }

  /// Columns of a terminal that each column would need.
  private var contentWidths: [Int] {
    var widths = columns.map { DisplayWidth.of($0.heading) }
    for row in rows {
      for (index, cell) in row.enumerated() {
        widths[index] = max(widths[index], DisplayWidth.of(PrintableText.line(cell)))
      }
    }
    return widths
  }

  /// Which column is left out first so that the last one has its room; `nil` where it has, or where
  /// no column may be.
  private func dispensableColumn(in width: Int) -> Int? {
    guard columns.contains(where: { $0.dispensability > 0 }) else { return nil }
    let widths = contentWidths
    let taken = widths.dropLast().reduce(0) { $0 + $1 + 2 }
    guard taken + min(Self.leastNameWidth, widths.last ?? 0) > width else { return nil }
    return columns.indices.filter { columns[$0].dispensability > 0 }
      .max { columns[$0].dispensability < columns[$1].dispensability }
  }

  private func without(_ column: Int) -> Table {
    var rest = columns
    rest.remove(at: column)
    return Table(
      columns: rest,
      rows: rows.map { row in
        var row = row
        row.remove(at: column)
        return row
      })
  }

  /// Takes from the widest column again and again, until the last one has its room. Numbers and
  /// ids are left whole.
  private func narrow(_ widths: inout [Int], to width: Int) {
    func taken() -> Int { widths.dropLast().reduce(0) { $0 + $1 + 2 } }
    while taken() + min(Self.leastLastWidth, widths.last ?? 0) > width {
      let widest = widths.indices.dropLast()
        .filter { !columns[$0].alignsRight && !columns[$0].isWhole }
        .max { widths[$0] < widths[$1] }
      guard let widest, widths[widest] > Self.leastWidth else { return }
      widths[widest] -= 1
    }
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
      let cell = DisplayWidth.fitted(cell, columns: widths[index])
      let pad = String(repeating: " ", count: max(0, widths[index] - DisplayWidth.of(cell)))
      return columns[index].alignsRight ? pad + cell + "  " : cell + pad + "  "
    }.joined()
  }
}
