/// Shows Markdown on a terminal while it comes.
///
/// Lightly: what the model wrote stays, line by line, and its styles are shown. Only the marks of
/// emphasis, code and links go; what turns out to be no Markdown comes out as written. Text is held
/// back from a marker to what decides it, at most to the end of its line.
struct MarkdownRenderer {
  /// A marker that nothing has decided after so many scalars is text.
  static let heldLimit = 1000

  private enum State {
    /// The beginning of a line, as far as it is known.
    case start
    case inline(TextStyle)
    /// The rest of the line as it is.
    case asWritten(TextStyle)
  }

  private var output: StyledText
  private var state = State.start
  /// What is held back.
  private var held: [Unicode.Scalar] = []
  private var previous: Unicode.Scalar?
  private var address = AddressMark()
  private var fence: MarkdownFence?
  private var surroundings = MarkdownLineStart.Surroundings()

  /// With `columns`, prose is wrapped between words for a terminal of that width.
  init(columns: Int? = nil) {
    output = StyledText(columns: columns)
  }

  /// What can be shown after `text` has come. Its control characters are gone already.
  mutating func take(_ text: some StringProtocol) -> String {
    for scalar in text.unicodeScalars {
      if scalar == "\n" { endLine() } else { add(scalar) }
    }
    return output.take()
  }

  /// What was held back at the end.
  mutating func finish() -> String {
    settle()
    output.turn(to: [])
    (held, state, previous) = ([], .start, nil)
    return output.take()
  }

  /// All of a text.
  static func render(_ text: some StringProtocol, columns: Int? = nil) -> String {
    var renderer = Self(columns: columns)
    return renderer.take(text) + renderer.finish()
  }
}

extension MarkdownRenderer {
  private mutating func add(_ scalar: Unicode.Scalar) {
    switch state {
    case .start:
      held.append(scalar)
      decideStart(isWhole: false)
    case .inline(let style): addInline(scalar, style)
    case .asWritten(let style): output.put(scalar, style)
    }
  }

  private mutating func endLine() {
    settle()
    output.put("\n", [])
    (held, state, previous, address) = ([], .start, nil, AddressMark())
  }

  /// Decides all that is open in a line that has no more.
  private mutating func settle() {
    if case .start = state { decideStart(isWhole: true) }
    if case .inline(let style) = state { decideInline(style, isWhole: true) }
  }

  private mutating func decideStart(isWhole: Bool) {
    // A mark that is longer than any is none.
    let isWhole = isWhole || held.count > Self.heldLimit
    if let fence {
      guard let line = fence.read(held[...], isWhole: isWhole) else { return }
      switch line {
      case .closing:
        self.fence = nil
        surroundings.followsBlank = false
        return show(held[...], .dim, rest: .dim)
      case .code(let quoteCount):
        output.put(held.prefix(quoteCount), .dim)
        return show(held.dropFirst(quoteCount), .code, rest: .code)
      case .outside: self.fence = nil
      }
    }
    guard let start = MarkdownLineStart.read(held[...], isWhole: isWhole, surroundings) else {
      return
    }
    begin(start)
  }

  private mutating func begin(_ start: MarkdownLineStart) {
    let mark = held.prefix(start.count)
    let rest = held.dropFirst(start.count)
    remember(start)
    switch start.kind {
    case .blank: show(held[...], [], rest: [])
    case .table: show(held[...], [], rest: [])
    case .indentedCode: show(held[...], .code, rest: .code)
    case .fence(let opened):
      fence = opened
      show(held[...], .dim, rest: .dim)
    case .text, .heading:
      output.put(mark, start.quoteDepth > 0 ? .dim : [], isProse: true)
      let style: TextStyle = start.kind == .heading ? .bold : []
      state = .inline(style)
      held = []
      previous = nil
      for scalar in rest { addInline(scalar, style) }
    }
  }

  private mutating func show(
    _ scalars: ArraySlice<Unicode.Scalar>, _ style: TextStyle, rest: TextStyle
  ) {
    output.put(scalars, style)
    held = []
    state = .asWritten(rest)
  }

  private mutating func remember(_ start: MarkdownLineStart) {
    switch start.kind {
    case .blank: break
    case .indentedCode: surroundings.followsCode = true
    case .text, .heading, .fence, .table:
      surroundings.followsCode = false
      if start.isListItem {
        surroundings.isInList = true
      } else if held.first != " ", held.first != "\t" {
        surroundings.isInList = false
      }
    }
    surroundings.followsBlank = start.kind == .blank
  }
}

extension MarkdownRenderer {
  private mutating func addInline(_ scalar: Unicode.Scalar, _ style: TextStyle) {
    guard !held.isEmpty || scalar.isMarkdownMarker else { return put(scalar, style) }
    held.append(scalar)
    // Only after a marker is more known than before.
    let mayDecide =
      held.count == 2 || scalar == ")" || held[max(0, held.count - 2)].mayDecideMarkdown
    let isTooMuch = held.count > Self.heldLimit
    if mayDecide || isTooMuch { decideInline(style, isWhole: isTooMuch) }
  }

  private mutating func decideInline(_ style: TextStyle, isWhole: Bool) {
    while let marker = held.first {
      guard marker.isMarkdownMarker else {
        put(held.removeFirst(), style)
        continue
      }
      let line = MarkdownInline(
        scalars: held[...], previous: previous, isWhole: isWhole, isInAddress: address.isFound)
      switch line.first() {
      case .means(let pieces, let count): put(pieces, count, style)
      case .undecided: return
      }
    }
  }

  private mutating func put(
    _ pieces: [MarkdownInline.Piece], _ count: Int, _ style: TextStyle
  ) {
    for piece in pieces { output.put(piece.text, piece.style.union(style), isProse: true) }
    for scalar in held.prefix(count) { address.see(scalar) }
    previous = held[count - 1]
    held.removeFirst(count)
  }

  private mutating func put(_ scalar: Unicode.Scalar, _ style: TextStyle) {
    output.put(scalar, style, isProse: true)
    address.see(scalar)
    previous = scalar
  }
}

extension Unicode.Scalar {
  /// Whether what comes after it may tell what a marker before it means.
  fileprivate var mayDecideMarkdown: Bool { isMarkdownMarker || self == "]" }
}
