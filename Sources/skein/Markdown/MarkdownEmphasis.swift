/// What `*`, `_` and `~~` set off, by CommonMark's rules for which run opens and which closes. Tildes
/// mean something in pairs alone (GitHub's Markdown): `~5 km` is no mark.
struct MarkdownEmphasis {
  /// A part of the line: text in its style, or a run of markers.
  private struct Token {
    var text: ArraySlice<Unicode.Scalar>
    var style: TextStyle = []
    var run: Run?
  }

  private struct Run {
    let marker: Unicode.Scalar
    let length: Int
    let canOpen: Bool
    let canClose: Bool
    /// Markers that no other run has taken.
    var left: Int
    /// What begins after the run, and what ends before it.
    var begins: [TextStyle] = []
    var ends: [TextStyle] = []
    /// The last token whose run closed what this one opened.
    var closedBy: Int?
  }

  /// How many strike through.
  private static let tildes = 2

  private let line: MarkdownInline
  private var tokens: [Token] = []
  /// Whether everything in the line so far has one meaning.
  private var isRead = true

  init(_ line: MarkdownInline) {
    self.line = line
  }

  /// What the run at the beginning means.
  mutating func first() -> MarkdownInline.Outcome {
    let length = line.scalars.runLength
    if length == line.scalars.count, !line.isWhole { return .undecided }
    guard let opener = run(line.scalars, after: line.previous), opener.canOpen, !line.isInAddress
    else { return line.asWritten(length) }
    read()
    guard isRead else { return .undecided }
    pair()
    return outcome(length)
  }

  private func outcome(_ length: Int) -> MarkdownInline.Outcome {
    // Follow what the first run opened to where the last of it ends.
    var end: Int?
    var isSettled = (tokens.first?.run?.left ?? 0) == 0
    var index = 0
    while let next = tokens[index].run?.closedBy {
      end = next
      if let run = tokens[next].run, run.left > 0, run.canOpen { isSettled = false }
      index = next
    }
    guard line.isWhole || isSettled else { return .undecided }
    guard let end else { return line.asWritten(length) }
    return .means(pieces(through: end), count: tokens[end].text.endIndex - line.scalars.startIndex)
  }

  private func pieces(through end: Int) -> [MarkdownInline.Piece] {
    var depth: [TextStyle: Int] = [:]
    var pieces: [MarkdownInline.Piece] = []
    for token in tokens[...end] {
      for style in token.run?.ends ?? [] { depth[style, default: 0] -= 1 }
      var style = token.style
      for kind in [TextStyle.bold, .italic, .struck] where depth[kind, default: 0] > 0 {
        style.insert(kind)
      }
      let text = token.run.map { token.text.prefix($0.left) } ?? token.text
      if !text.isEmpty { pieces.append(.init(text: text, style: style)) }
      for style in token.run?.begins ?? [] { depth[style, default: 0] += 1 }
    }
    return pieces
  }
}

extension TextStyle: Hashable {}

extension MarkdownEmphasis {
  private mutating func read() {
    var rest = line.scalars
    var before = line.previous
    var address = AddressMark()
    while let scalar = rest.first, isRead {
      var count = 1
      switch scalar {
      case "*", "_", "~":
        count = rest.runLength
        if count == rest.count, !line.isWhole {
          // More of the run may come: what it closes is not known yet.
          isRead = false
          return
        }
        var run = run(rest, after: before)
        if address.isFound, let found = run {
          run = Run(
            marker: found.marker, length: found.length, canOpen: false, canClose: found.canClose,
            left: found.left)
        }
        tokens.append(Token(text: rest.prefix(count), run: run))
      case "`", "[", "\\":
        let inner = MarkdownInline(
          scalars: rest, previous: before, isWhole: line.isWhole, isInAddress: address.isFound)
        switch inner.first() {
        case .undecided: isRead = false
        case .means(let pieces, let taken):
          count = taken
          for piece in pieces { tokens.append(Token(text: piece.text, style: piece.style)) }
        }
      default: tokens.append(Token(text: rest.prefix(1)))
      }
      for scalar in rest.prefix(count) { address.see(scalar) }
      before = rest[rest.startIndex + count - 1]
      rest = rest.dropFirst(count)
    }
  }

  /// Left- and right-flanking, and what `_` asks for beyond that.
  private func run(
    _ rest: ArraySlice<Unicode.Scalar>, after before: Unicode.Scalar?
  ) -> Run? {
    guard let marker = rest.first else { return nil }
    let length = rest.runLength
    guard marker != "~" || length == Self.tildes else { return nil }
    let before = before ?? "\n"
    let after = rest.dropFirst(length).first ?? "\n"
    let isLeft =
      !after.isMarkdownSpace
      && (!after.isMarkdownPunctuation || before.isMarkdownSpace || before.isMarkdownPunctuation)
    let isRight =
      !before.isMarkdownSpace
      && (!before.isMarkdownPunctuation || after.isMarkdownSpace || after.isMarkdownPunctuation)
    let inWord = marker == "_"
    return Run(
      marker: marker, length: length,
      canOpen: isLeft && (!inWord || !isRight || before.isMarkdownPunctuation),
      canClose: isRight && (!inWord || !isLeft || after.isMarkdownPunctuation), left: length)
  }

  /// Each closer takes the nearest opener of its kind.
  private mutating func pair() {
    var openers: [Int] = []
    for index in tokens.indices {
      guard let found = tokens[index].run else { continue }
      var closer = found
      while closer.canClose, closer.left > 0,
        let place = openers.lastIndex(where: { opens($0, closer) })
      {
        let opener = openers[place]
        openers.removeSubrange((place + 1)...)
        guard var other = tokens[opener].run else { break }
        let count = min(2, other.left, closer.left)
        let style: TextStyle = closer.marker == "~" ? .struck : count == 2 ? .bold : .italic
        other.left -= count
        closer.left -= count
        other.begins.append(style)
        closer.ends.append(style)
        other.closedBy = index
        tokens[opener].run = other
        if other.left == 0 { openers.removeLast() }
      }
      tokens[index].run = closer
      if closer.canOpen, closer.left > 0 { openers.append(index) }
    }
  }

  private func opens(_ index: Int, _ closer: Run) -> Bool {
    guard let opener = tokens[index].run, opener.marker == closer.marker else { return false }
    // Of runs that both open and close, those match whose lengths tell them apart.
    if opener.marker != "~", opener.canClose || closer.canOpen,
      (opener.length + closer.length).isMultiple(of: 3)
    {
      return opener.length.isMultiple(of: 3) && closer.length.isMultiple(of: 3)
    }
    return true
  }
}
