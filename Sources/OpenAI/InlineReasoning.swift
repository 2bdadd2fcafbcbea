/// Parts `<think>…</think>` at the very start of an answer from the answer, wherever the tags are
/// cut. White space before, and right behind, either tag is dropped with it.
///
/// Some servers begin the thought for the model, so that the closing tag comes alone. What was said
/// before it has left as text by then; `textWasReasoning` takes that back. A tag counts so where it
/// stands by itself, at the start of a line or before the end of one, and not in code. From a model
/// that is known to answer so, what comes is reasoning from the first word; where no tag comes,
/// `reasoningWasText` takes that back at the end.
struct InlineReasoning {
  enum Piece: Equatable {
    case text(String)
    case reasoning(String)
    /// Every text so far was reasoning.
    case textWasReasoning
    /// All reasoning so far was text.
    case reasoningWasText
  }

  private enum Place {
    case start, thinking
    /// A closing tag may still come.
    case watching
    case answering
  }

  private static let open = Array("<think>".utf8)
  private static let close = Array("</think>".utf8)
  /// White space that may stand before the tag, in bytes: an answer of blanks is not held back.
  private static let heldBytes = 64

  /// The model is known to begin in the middle of a thought.
  private let expectsThought: Bool
  private var place = Place.start
  /// Nothing but what is known of the model says that it thinks.
  private var isAssumed = false
  /// What may be the beginning of a tag.
  private var held: [UInt8] = []
  private var skipsSpace = false
  /// Thoughts come in a voice of their own.
  private var hasVoice = false
  /// What was said before a tag that may stand alone.
  private var surroundings = Surroundings()

  init(expectsThought: Bool = false) {
    self.expectsThought = expectsThought
  }

  /// What can be told of `text` and of what was held before it.
  mutating func split(_ text: String) -> [Piece] {
    if place == .answering, !skipsSpace, held.isEmpty { return text.isEmpty ? [] : [.text(text)] }
    if place == .watching, held.isEmpty, !text.utf8.contains(UInt8(ascii: "<")) {
      surroundings.note(text.utf8)
      return text.isEmpty ? [] : [.text(text)]
    }
    held += text.utf8
    var pieces: [Piece] = []
    if place == .start { begin() }
    if place == .thinking, let said = think() { pieces.append(.reasoning(said)) }
    if place == .watching { watch(&pieces) }
    if place == .answering, let said = release() { pieces.append(.text(said)) }
    return pieces
  }

  /// Thoughts have come in a voice of their own: a closing tag alone is no end of one.
  mutating func expectsNoLoneTag() -> [Piece] {
    hasVoice = true
    let wasAssumed = place == .thinking && isAssumed
    if place == .watching || wasAssumed { place = .answering }
    return wasAssumed ? [.reasoningWasText] : []
  }

  /// What was held, now that nothing can follow it.
  mutating func finish() -> [Piece] {
    let said = release().map { [place == .thinking ? Piece.reasoning($0) : .text($0)] } ?? []
    return place == .thinking && isAssumed ? said + [.reasoningWasText] : said
  }
}

extension InlineReasoning {
  private static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || (0x09...0x0D).contains(byte)
  }

  private mutating func begin() {
    let trimmed = held.drop(while: Self.isSpace)
    if trimmed.starts(with: Self.open) {
      place = .thinking
      held = Array(trimmed.dropFirst(Self.open.count))
      skipsSpace = true
    } else if !Self.open.starts(with: trimmed) || held.count > Self.heldBytes {
      isAssumed = expectsThought && !hasVoice
      place = isAssumed ? .thinking : hasVoice ? .answering : .watching
    }
  }

  /// What was thought, up to the closing tag or to what may become one.
  private mutating func think() -> String? {
    var end = 0
    while end < held.count {
      let rest = held[end...]
      if rest.starts(with: Self.close) {
        let tail = Array(rest.dropFirst(Self.close.count))
        let text = release(upTo: end)
        held = tail
        place = .answering
        skipsSpace = true
        return text
      }
      if Self.close.starts(with: rest) { break }
      end += 1
    }
    let tail = Array(held[end...])
    let text = release(upTo: end)
    held = tail
    return text
  }

  /// Says what is held, up to what may become a tag; a closing tag that stands alone ends a thought.
  private mutating func watch(_ pieces: inout [Piece]) {
    var end = 0
    while let tag = held[end...].firstIndex(of: UInt8(ascii: "<")) {
      surroundings.note(held[end..<tag])
      let rest = held[tag...]
      if rest.starts(with: Self.open) {
        // The closing tag will be this one's.
        place = .answering
        return
      }
      let isWholeTag = rest.count >= Self.close.count
      if Self.open.starts(with: rest) || Self.close.starts(with: rest), !isWholeTag {
        return keep(from: tag, &pieces)
      }
      if rest.starts(with: Self.close) {
        guard let next = rest.dropFirst(Self.close.count).first ?? surroundings.certain else {
          return keep(from: tag, &pieces)
        }
        if surroundings.standsAlone(before: next) {
          let tail = Array(rest.dropFirst(Self.close.count))
          if let said = release(upTo: tag) { pieces.append(.text(said)) }
          pieces.append(.textWasReasoning)
          held = tail
          place = .answering
          skipsSpace = true
          return
        }
      }
      surroundings.note(held[tag...tag])
      end = tag + 1
    }
    surroundings.note(held[end...])
    if let said = release() { pieces.append(.text(said)) }
  }

  private mutating func keep(from tag: Int, _ pieces: inout [Piece]) {
    let tail = Array(held[tag...])
    if let said = release(upTo: tag) { pieces.append(.text(said)) }
    held = tail
  }

  /// Everything held before `end`, without the white space behind a tag; nil when nothing is left.
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

extension InlineReasoning {
  /// What of the text before a tag says whether it is one: the line so far, and whether it is code.
  private struct Surroundings {
    private var lineHasWords = false
    private var last: UInt8 = UInt8(ascii: "\n")
    /// Backquotes in a row, up to here.
    private var backquotes = 0
    private var isInFence = false

    mutating func note(_ bytes: some Sequence<UInt8>) {
      for byte in bytes {
        backquotes = byte == UInt8(ascii: "`") ? backquotes + 1 : 0
        if backquotes == 3 { isInFence.toggle() }
        if byte == UInt8(ascii: "\n") {
          lineHasWords = false
        } else if !InlineReasoning.isSpace(byte) {
          lineHasWords = true
        }
        last = byte
      }
    }

    /// A byte that may be taken for the next one, where that one does not matter.
    var certain: UInt8? { lineHasWords ? nil : UInt8(ascii: "\n") }

    func standsAlone(before next: UInt8) -> Bool {
      if isInFence || last == UInt8(ascii: "`") { return false }
      return !lineHasWords || next == UInt8(ascii: "\n") || next == UInt8(ascii: "\r")
    }
  }
}
