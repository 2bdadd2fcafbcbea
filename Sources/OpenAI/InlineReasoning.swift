/// Parts `<think>…</think>` at the very start of an answer from the answer, wherever the tags are
/// cut. White space before, and right behind, either tag is dropped with it.
struct InlineReasoning {
  enum Piece: Equatable {
    case text(String)
    case reasoning(String)
  }

  private enum Place {
    case start, thinking, answering
  }

  private static let open = Array("<think>".utf8)
  private static let close = Array("</think>".utf8)
  /// White space that may stand before the tag, in bytes: an answer of blanks is not held back.
  private static let heldBytes = 64

  private var place = Place.start
  /// What may be the beginning of a tag.
  private var held: [UInt8] = []
  private var skipsSpace = false

  /// What can be told of `text` and of what was held before it.
  mutating func split(_ text: String) -> [Piece] {
    if place == .answering, !skipsSpace { return text.isEmpty ? [] : [.text(text)] }
    held += text.utf8
    var pieces: [Piece] = []
    if place == .start { begin() }
    if place == .thinking, let said = think() { pieces.append(.reasoning(said)) }
    if place == .answering, let said = release() { pieces.append(.text(said)) }
    return pieces
  }

  /// What was held, now that nothing can follow it.
  mutating func finish() -> [Piece] {
    guard let said = release() else { return [] }
    return [place == .thinking ? .reasoning(said) : .text(said)]
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
      place = .answering
    }
  }

  /// What was thought, up to the closing tag or to what may become one.
  private mutating func think() -> String? {
    var end = 0
    while end < held.count {
      let rest = held[end...]
      if rest.starts(with: Self.close) {
        let said = Array(held[..<end])
        let tail = Array(rest.dropFirst(Self.close.count))
        held = said
        let text = release()
        held = tail
        place = .answering
        skipsSpace = true
        return text
      }
      if Self.close.starts(with: rest) { break }
      end += 1
    }
    let tail = Array(held[end...])
    held.removeSubrange(end...)
    let text = release()
    held = tail
    return text
  }

  /// Everything held, without the white space behind a tag; nil when nothing is left.
  private mutating func release() -> String? {
    defer { held = [] }
    var bytes = held[...]
    if skipsSpace {
      bytes = bytes.drop(while: Self.isSpace)
      skipsSpace = bytes.isEmpty
    }
    return bytes.isEmpty ? nil : String(decoding: bytes, as: UTF8.self)
  }
}
