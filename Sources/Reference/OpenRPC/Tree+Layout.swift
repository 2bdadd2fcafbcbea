extension Tree {
  /// The layout for people and diffs: a value that fits on one line is on one line, otherwise each
  /// member has its own.
  func laidOut(width: Int) -> String {
    lines(indent: 0, taken: 0, width: width)
  }

  private func lines(indent: Int, taken: Int, width: Int) -> String {
    let line = oneLine
    if indent + taken + line.unicodeScalars.count < width { return line }
    switch self {
    case .token, .string: return line
    case .array(let elements):
      guard !elements.isEmpty else { return line }
      let inner = elements.map { $0.lines(indent: indent + 2, taken: 0, width: width) }
      return block("[", inner, "]", indent)
    case .object(let members):
      guard !members.isEmpty else { return line }
      let inner = members.map { name, value in
        let head = quoted(name) + ": "
        let taken = head.unicodeScalars.count
        return head + value.lines(indent: indent + 2, taken: taken, width: width)
      }
      return block("{", inner, "}", indent)
    }
  }

  private func block(_ open: String, _ inner: [String], _ close: String, _ indent: Int) -> String {
    let margin = "\n" + String(repeating: " ", count: indent)
    return open + margin + "  " + inner.joined(separator: "," + margin + "  ") + margin + close
  }

  /// On one line, with a space after each comma and colon.
  var oneLine: String {
    switch self {
    case .token, .string: compact
    case .array(let elements): "[" + elements.map(\.oneLine).joined(separator: ", ") + "]"
    case .object(let members):
      "{" + members.map { quoted($0.name) + ": " + $0.value.oneLine }.joined(separator: ", ") + "}"
    }
  }

  /// The layout for the manual, where space is short: lines are filled like prose, and nested
  /// values are indented.
  func filled(width: Int) -> [String] {
    var filler = Filler(width: width)
    filler.add(self, depth: 0, margin: 0, after: "")
    return filler.lines
  }
}

/// Fills lines with pieces that are never broken, such as a member's name and its scalar.
private struct Filler {
  private(set) var lines = [""]
  private let width: Int

  init(width: Int) {
    self.width = width
  }

  /// Adds a value. `margin` is its indentation if a line begins with it, `depth` its depth; `tail`
  /// is the commas and closing brackets that must follow it directly.
  mutating func add(
    _ tree: Tree, depth: Int, margin: Int, prefix: String = "", after tail: String
  ) {
    switch tree {
    case .array(let elements) where !elements.isEmpty:
      for (position, element) in elements.enumerated() {
        let (isFirst, isLast) = (position == 0, position == elements.count - 1)
        add(
          element, depth: depth + 1, margin: isFirst ? margin : depth + 1,
          prefix: isFirst ? prefix + "[" : "", after: isLast ? "]" + tail : ",")
      }
    case .object(let members) where !members.isEmpty:
      for (position, member) in members.enumerated() {
        let (isFirst, isLast) = (position == 0, position == members.count - 1)
        add(
          member.value, depth: depth + 1, margin: isFirst ? margin : depth + 1,
          prefix: (isFirst ? prefix + "{" : "") + quoted(member.name) + ": ",
          after: isLast ? "}" + tail : ",")
      }
    case .token, .string, .array, .object:
      place(prefix + tree.compact + tail, margin: margin)
    }
  }

  private mutating func place(_ piece: String, margin: Int) {
    let line = lines[lines.count - 1]
    if line.isEmpty {
      lines[lines.count - 1] = piece
    } else if line.unicodeScalars.count + 1 + piece.unicodeScalars.count <= width {
      lines[lines.count - 1] = line + " " + piece
    } else {
      lines.append(String(repeating: " ", count: margin) + piece)
    }
  }
}
