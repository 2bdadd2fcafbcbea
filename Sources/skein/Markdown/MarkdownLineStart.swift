/// What a line begins with: marks of quotes and lists, then what kind of line it is.
struct MarkdownLineStart: Equatable {
  enum Kind: Equatable {
    case text
    case heading
    /// Opens a block of code; the whole line is its mark.
    case fence(MarkdownFence)
    /// Shown as it is: rows of tables, code that is set in by four columns.
    case table, indentedCode
    case blank
  }

  var kind = Kind.text
  /// How many scalars stand before the text; a heading keeps its mark.
  var count = 0
  var quoteDepth = 0
  var isListItem = false

  /// What was before the line.
  struct Surroundings: Equatable {
    var followsBlank = true
    var followsCode = false
    var isInList = false
  }

  /// `nil` while the line may still become one thing or another.
  static func read(
    _ line: ArraySlice<Unicode.Scalar>, isWhole: Bool, _ surroundings: Surroundings
  ) -> Self? {
    var start = Self()
    var rest = line
    while true {
      let indent = rest.prefix { $0 == " " || $0 == "\t" }
      let columns = indent.reduce(0) { $0 + ($1 == "\t" ? 4 : 1) }
      guard let mark = rest.dropFirst(indent.count).first else {
        guard isWhole else { return nil }
        start.kind = .blank
        start.count = line.count
        return start
      }
      let isCode =
        columns >= 4 && start.count == 0 && !surroundings.isInList
        && (surroundings.followsBlank || surroundings.followsCode)
      if isCode {
        start.kind = .indentedCode
        return start
      }
      rest = rest.dropFirst(indent.count)
      start.count += indent.count
      switch container(mark, rest, isWhole) {
      case .undecided: return nil
      case .quote:
        start.quoteDepth += 1
        start.count += 1
        rest = rest.dropFirst()
      case .item(let length):
        start.isListItem = true
        start.count += length
        rest = rest.dropFirst(length)
      case .none:
        return start.finish(mark, rest, isWhole)
      }
    }
  }

  private enum Container {
    case undecided, quote, none
    case item(Int)
  }

  private static func container(
    _ mark: Unicode.Scalar, _ rest: ArraySlice<Unicode.Scalar>, _ isWhole: Bool
  ) -> Container {
    var length = 1
    switch mark {
    case ">": return .quote
    case "-", "+", "*": break
    case "0"..."9":
      let digits = rest.prefix { ("0"..."9").contains($0) }.count
      guard digits <= 9 else { return .none }
      guard let end = rest.dropFirst(digits).first else { return isWhole ? .none : .undecided }
      guard end == "." || end == ")" else { return .none }
      length = digits + 1
    default: return .none
    }
    guard let next = rest.dropFirst(length).first else { return isWhole ? .none : .undecided }
    return next == " " || next == "\t" ? .item(length) : .none
  }

  private func finish(
    _ mark: Unicode.Scalar, _ rest: ArraySlice<Unicode.Scalar>, _ isWhole: Bool
  ) -> Self? {
    var start = self
    switch mark {
    case "|": start.kind = .table
    case "#":
      let length = rest.runLength
      guard let next = rest.dropFirst(length).first else {
        if isWhole, length <= 6 { start.kind = .heading }
        return isWhole ? start : nil
      }
      if length <= 6, next == " " || next == "\t" { start.kind = .heading }
    case "`", "~":
      let length = rest.runLength
      if length < 3 { return isWhole || length < rest.count ? start : nil }
      // Another backquote in the line makes it code within text.
      if mark == "`", rest.dropFirst(length).contains("`") { return start }
      guard isWhole else { return nil }
      start.kind = .fence(MarkdownFence(marker: mark, length: length, quoteDepth: quoteDepth))
    default: break
    }
    return start
  }
}

/// An open block of code.
struct MarkdownFence: Equatable {
  let marker: Unicode.Scalar
  let length: Int
  let quoteDepth: Int

  enum Line: Equatable {
    /// Closes the block, or holds code after so many scalars of quote marks.
    case closing
    case code(quoteCount: Int)
    /// Stands outside: the quote that held the block has ended.
    case outside
  }

  /// `nil` while it may be one or another.
  func read(_ line: ArraySlice<Unicode.Scalar>, isWhole: Bool) -> Line? {
    var rest = line
    for _ in 0..<quoteDepth {
      let after = rest.drop { $0 == " " }
      guard let mark = after.first else { return isWhole ? .outside : nil }
      guard mark == ">" else { return .outside }
      rest = after.dropFirst()
    }
    let quoteCount = line.count - rest.count
    let marks = rest.drop { $0 == " " || $0 == "\t" }
    guard let first = marks.first else { return isWhole ? .code(quoteCount: quoteCount) : nil }
    guard first == marker else { return .code(quoteCount: quoteCount) }
    let run = marks.runLength
    let tail = marks.dropFirst(run)
    let isShort = run < length && (isWhole || run < marks.count)
    if isShort || !tail.allSatisfy({ $0 == " " || $0 == "\t" }) {
      return .code(quoteCount: quoteCount)
    }
    return isWhole ? .closing : nil
  }
}
