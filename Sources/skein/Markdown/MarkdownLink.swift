/// A link with its address in the line: `[text](address "title")`.
struct MarkdownLink {
  /// `nil` when it is none.
  let outcome: MarkdownInline.Outcome?

  init(_ line: MarkdownInline) {
    outcome = Self.read(line)
  }

  private static func read(_ line: MarkdownInline) -> MarkdownInline.Outcome? {
    let scalars = line.scalars
    let undecided: MarkdownInline.Outcome? = line.isWhole ? nil : .undecided
    let closing: Int
    switch textEnd(line) {
    case .at(let index): closing = index
    case .open: return undecided
    }
    guard closing + 1 < scalars.endIndex else { return undecided }
    guard scalars[closing + 1] == "(" else { return nil }
    let inside = scalars[(closing + 2)...]
    guard let end = targetEnd(inside) else { return undecided }
    let target = inside[..<end]
    let address = target.prefix { !$0.isMarkdownSpace }
    guard !address.isEmpty, isTitle(target[address.endIndex...]) else { return nil }
    let text = scalars[(scalars.startIndex + 1)..<closing]
    guard !text.isEmpty else { return nil }
    var pieces = MarkdownInline.pieces(of: text, after: "[").map {
      MarkdownInline.Piece(text: $0.text, style: $0.style.union(.underlined))
    }
    if !text.elementsEqual(target) {
      pieces.append(.init(text: Array(" (".unicodeScalars)[...], style: .dim))
      pieces.append(.init(text: target, style: .dim))
      pieces.append(.init(text: Array(")".unicodeScalars)[...], style: .dim))
    }
    return .means(pieces, count: end + 1 - scalars.startIndex)
  }

  private enum End {
    case at(Int)
    case open
  }

  /// The bracket that closes the first; those in code do not count.
  private static func textEnd(_ line: MarkdownInline) -> End {
    let scalars = line.scalars
    var depth = 0
    var index = scalars.startIndex
    while index < scalars.endIndex {
      switch scalars[index] {
      case "\\": index += 1
      case "`":
        switch line.code(at: index) {
        case .means(_, let count)?: index += count - 1
        case .undecided?: return .open
        case nil: index += scalars[index...].runLength - 1
        }
      case "[": depth += 1
      case "]":
        depth -= 1
        if depth == 0 { return .at(index) }
      default: break
      }
      index += 1
    }
    return .open
  }

  /// The parenthesis that closes the target.
  private static func targetEnd(_ inside: ArraySlice<Unicode.Scalar>) -> Int? {
    var depth = 0
    var quote: Unicode.Scalar?
    var index = inside.startIndex
    while index < inside.endIndex {
      let scalar = inside[index]
      if let open = quote {
        if scalar == open { quote = nil }
      } else {
        switch scalar {
        case "\"": quote = scalar
        case "\\": index += 1
        case "(": depth += 1
        case ")":
          if depth == 0 { return index }
          depth -= 1
        default: break
        }
      }
      index += 1
    }
    return nil
  }

  /// Nothing, or blanks and something in quotes.
  private static func isTitle(_ rest: ArraySlice<Unicode.Scalar>) -> Bool {
    let title = rest.drop(while: \.isMarkdownSpace)
    guard let first = title.first else { return true }
    return first == "\"" || first == "'"
  }
}
