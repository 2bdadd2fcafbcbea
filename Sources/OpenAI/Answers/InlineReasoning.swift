/// Separates parts `<think>…</think>` from an answer: at its very start, and later at the start of
/// a line, wherever chunks cut the tags. White space before, and right behind, either tag is
/// dropped with it. `<thinking>` and `<thought>` count only at the very start.
///
/// Some servers begin the reasoning for the model, so that the closing tag comes alone. The text
/// before it was emitted as answer by then; `textWasReasoning` corrects that. `TagContext` decides
/// which tags count: a tag that the text only mentions, in quotes, in code or between blanks, is
/// text. For a model that is known to begin like this, output is reasoning from the first word on;
/// where no tag follows, `reasoningWasText` corrects that at the end.
struct InlineReasoning {
  enum Piece: Equatable {
    case text(String)
    case reasoning(String)
    /// All text so far was reasoning.
    case textWasReasoning
    /// All reasoning so far was text.
    case reasoningWasText
  }

  private enum Place {
    case start, thinking
    /// A closing tag may still come alone.
    case watching
    case answering
  }

  /// The kinds of what a `<` begins.
  private enum Tag {
    case text
    /// More bytes are needed to decide.
    case undecided
    case opening
    /// A mention: it begins no reasoning, and its closing tag will not end any.
    case mentioned
    case closing
  }

  private static let open = Array("<think>".utf8)
  private static let close = Array("</think>".utf8)
  /// The tags that may begin an answer, and those that end them.
  private static let starts = [
    (open, close), (Array("<thinking>".utf8), Array("</thinking>".utf8)),
    (Array("<thought>".utf8), Array("</thought>".utf8)),
  ]
  /// How much white space may come before the tag, in bytes: an answer of blanks is not held back.
  private static let heldBytes = 64

  /// Whether the model is known to begin in the middle of reasoning.
  private let expectsThought: Bool
  private var place = Place.start
  /// The tag that ends the current reasoning.
  private var end = InlineReasoning.close
  /// Whether only knowledge about the model, and no tag, says that this is reasoning.
  private var isAssumed = false
  /// Bytes that may be the beginning of a tag.
  private var held: [UInt8] = []
  private var skipsSpace = false
  /// Whether the provider sends reasoning separately.
  private var hasVoice = false
  private var hasThought = false
  /// Whether the next reasoning begins a new paragraph.
  private var beginsParagraph = false
  /// The text before a tag.
  private var context = TagContext()

  init(expectsThought: Bool = false) {
    self.expectsThought = expectsThought
  }

  /// The pieces that are certain after `text` was added to the held bytes.
  mutating func split(_ text: String) -> [Piece] {
    if text.isEmpty { return [] }
    if held.isEmpty, !skipsSpace, place == .watching || place == .answering {
      if place == .answering, hasVoice { return [.text(text)] }
      if !text.utf8.contains(UInt8(ascii: "<")) {
        context.note(text.utf8)
        return [.text(text)]
      }
    }
    held += text.utf8
    var pieces: [Piece] = []
    while advance(&pieces) {}
    return pieces
  }

  /// Called when the provider sends reasoning separately: then a closing tag alone ends nothing.
  mutating func expectsNoLoneTag() -> [Piece] {
    hasVoice = true
    let wasAssumed = place == .thinking && isAssumed
    if place == .watching || wasAssumed { place = .answering }
    return wasAssumed ? [.reasoningWasText] : []
  }

  /// The pieces of the held bytes, now that nothing can follow.
  mutating func finish() -> [Piece] {
    let said = release().map { [place == .thinking ? Piece.reasoning($0) : .text($0)] } ?? []
    return place == .thinking && isAssumed ? said + [.reasoningWasText] : said
  }
}

extension InlineReasoning {
  static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || (0x09...0x0D).contains(byte)
  }

  /// Reads the held bytes as far as the current place allows; false when nothing more can be read.
  private mutating func advance(_ pieces: inout [Piece]) -> Bool {
    switch place {
    case .start: begin()
    case .thinking: think(&pieces)
    case .watching, .answering: scan(&pieces)
    }
  }

  private mutating func begin() -> Bool {
    let trimmed = held.drop(while: Self.isSpace)
    if let (open, close) = Self.starts.first(where: { trimmed.starts(with: $0.0) }) {
      beginThought(behind: trimmed.dropFirst(open.count), endingWith: close)
      return true
    }
    // The end tag of reasoning that was sent separately.
    if hasVoice, trimmed.starts(with: Self.close) {
      held = Array(trimmed.dropFirst(Self.close.count))
      (place, skipsSpace) = (.answering, true)
      return true
    }
    let mayBecomeTag =
      Self.starts.contains { $0.0.starts(with: trimmed) }
      || hasVoice && Self.close.starts(with: trimmed)
    if mayBecomeTag, held.count <= Self.heldBytes { return false }
    isAssumed = expectsThought && !hasVoice
    place = isAssumed ? .thinking : hasVoice ? .answering : .watching
    return true
  }

  private mutating func beginThought(behind rest: ArraySlice<UInt8>, endingWith close: [UInt8]) {
    held = Array(rest)
    (place, end, skipsSpace) = (.thinking, close, true)
    beginsParagraph = hasThought
  }

  /// Emits reasoning up to the closing tag, or to the possible beginning of one.
  private mutating func think(_ pieces: inout [Piece]) -> Bool {
    var tag = 0
    while tag < held.count, !end.starts(with: held[tag...].prefix(end.count)) { tag += 1 }
    let hasEnded = held.count - tag >= end.count
    let rest = Array(held[tag...].dropFirst(hasEnded ? end.count : 0))
    if let said = release(upTo: tag) {
      pieces.append(.reasoning(beginsParagraph ? "\n\n" + said : said))
      (hasThought, beginsParagraph) = (true, false)
    }
    held = rest
    if hasEnded { answer() }
    return hasEnded
  }

  /// Begins the answer after a closing tag.
  private mutating func answer() {
    (place, skipsSpace, isAssumed) = (.answering, true, false)
    context = TagContext()
  }

  /// Emits the held text up to a tag that changes its meaning, or to the possible beginning of one.
  private mutating func scan(_ pieces: inout [Piece]) -> Bool {
    var from = 0
    while !hasVoice, let tag = held[from...].firstIndex(of: UInt8(ascii: "<")) {
      context.note(held[from..<tag])
      let rest = held[tag...]
      switch self.tag(at: rest) {
      case .text: break
      case .mentioned: place = .answering
      case .undecided:
        keep(Array(rest), from: tag, &pieces)
        return false
      case .opening:
        let behind = rest.dropFirst(Self.open.count)
        keep([], from: tag, &pieces)
        beginThought(behind: behind, endingWith: Self.close)
        return true
      case .closing:
        keep(Array(rest.dropFirst(Self.close.count)), from: tag, &pieces)
        pieces.append(.textWasReasoning)
        hasThought = true
        answer()
        return true
      }
      context.note(held[tag...tag])
      from = tag + 1
    }
    context.note(held[from...])
    if let said = release() { pieces.append(.text(said)) }
    return false
  }

  private func tag(at rest: ArraySlice<UInt8>) -> Tag {
    if rest.starts(with: Self.open) { return context.beginsLine ? .opening : .mentioned }
    let isPart = rest.count < Self.open.count && Self.open.starts(with: rest)
    if isPart, place == .watching || context.beginsLine { return .undecided }
    guard place == .watching else { return .text }
    guard rest.starts(with: Self.close) else {
      return Self.close.starts(with: rest) ? .undecided : .text
    }
    guard let next = rest.dropFirst(Self.close.count).first ?? context.certain else {
      return .undecided
    }
    return context.endsThought(before: next) ? .closing : .text
  }

  /// Emits the text before a tag, and holds `rest`.
  private mutating func keep(_ rest: [UInt8], from tag: Int, _ pieces: inout [Piece]) {
    if let said = release(upTo: tag) { pieces.append(.text(said)) }
    held = rest
  }

  /// Everything held before `end`, without the white space behind a tag; `nil` when nothing is
  /// left.
  private mutating func release(upTo end: Int? = nil) -> String? {
    defer { held = [] }
    var bytes = held[..<(end ?? held.count)]
    if skipsSpace {
      bytes = bytes.drop(while: Self.isSpace)
      skipsSpace = bytes.isEmpty
    }
    return bytes.isEmpty ? nil : String(decoding: bytes, as: UTF8.self)
  }
}
