import JSON

/// What a model says: clean, bounded, and its thoughts kept apart from its answer also where they
/// stand inside it.
struct Speech {
  typealias Emit = (ModelEvent) -> Void

  /// Something was emitted, so the request must not be repeated.
  private(set) var hasSpoken = false
  /// More was said than the limit: what fits was emitted, the rest is dropped.
  private(set) var isOverLimit = false
  /// Some of the answer came, though it may be held back.
  private(set) var hasAnswered = false
  private(set) var hasReasoned = false

  private var roomBytes: Int
  private var inline = InlineReasoning()

  init(limitBytes: Int) {
    roomBytes = limitBytes
  }

  mutating func answer(_ text: String, emit: Emit) {
    if text.isEmpty { return }
    hasAnswered = true
    for piece in inline.split(text) { say(piece, emit: emit) }
  }

  mutating func reason(_ text: String, emit: Emit) {
    if text.isEmpty { return }
    hasReasoned = true
    say(.reasoning(text), emit: emit)
  }

  /// Emits what was held back because a tag might have begun there.
  mutating func finish(emit: Emit) {
    for piece in inline.finish() { say(piece, emit: emit) }
  }

  private mutating func say(_ piece: InlineReasoning.Piece, emit: Emit) {
    switch piece {
    case .text(let text): fit(text) { emit(.text($0)) }
    case .reasoning(let text): fit(text) { emit(.reasoning($0)) }
    }
  }

  private mutating func fit(_ text: String, emit: (String) -> Void) {
    if text.isEmpty || isOverLimit { return }
    let clean = ForeignText(text).text
    let count = clean.utf8.count
    isOverLimit = count > roomBytes
    let kept = isOverLimit ? Words.prefix(clean, bytes: roomBytes) : clean
    roomBytes -= kept.utf8.count
    if kept.isEmpty { return }
    hasSpoken = true
    emit(kept)
  }
}
