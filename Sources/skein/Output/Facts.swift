/// What is known of one thing: aligned on a terminal, separated by a tab in a pipe.
struct Facts {
  private var rows: [(name: String, value: String)] = []

  mutating func add(_ name: String, _ value: String?) {
    if let value { rows.append((name, value)) }
  }

  func show(_ console: Console) throws {
    let width = rows.map(\.name.count).max() ?? 0
    for (name, value) in rows {
      let pad = String(repeating: " ", count: width - name.count + 2)
      guard console.isTerminal else {
        try console.write(name + "\t" + PrintableText.cell(value) + "\n")
        continue
      }
      let line = Wrapping.wrapped(
        name + pad + PrintableText.line(value), columns: console.width,
        hanging: min(width + 2, console.width / 2))
      try console.write(console.bold(name) + line.dropFirst(name.count) + "\n")
    }
  }
}
