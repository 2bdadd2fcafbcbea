import JSON

/// A model's output: cleaned, limited in size, with reasoning separated from the answer, also where
/// it is inside the answer.
struct Speech {
  typealias Emit = (ModelEvent) -> Void

  /// Whether anything was emitted: then the request must not be repeated.
  private(set) var hasSpoken = false
  /// Whether the output exceeded the limit: what fits was emitted, the rest is dropped.
  private(set) var isOverLimit = false
  /// Whether part of the answer was received, even if it is held back.
  private(set) var hasAnswered = false
  private(set) var hasReasoned = false
  /// Whether the answer contains a visible character.
  private(set) var hasWords = false

  private var roomBytes: Int
  private var inline: InlineReasoning
  /// Whether the reasoning contains a visible character.
  private var thoughtsHaveWords = false

  /// With `expectsThought`, the model is known to begin in the middle of reasoning.
  init(limitBytes: Int, expectsThought: Bool = false) {
    roomBytes = limitBytes
    inline = InlineReasoning(expectsThought: expectsThought)
  }

  mutating func answer(_ text: String, emit: Emit) {
    if text.isEmpty { return }
    hasAnswered = true
    for piece in inline.split(text) { say(piece, emit: emit) }
  }

  mutating func reason(_ text: String, emit: Emit) {
    if text.isEmpty { return }
    for piece in inline.expectsNoLoneTag() { say(piece, emit: emit) }
    say(.reasoning(text), emit: emit)
  }

  /// Emits text that was held back because a tag might have begun there.
  mutating func finish(emit: Emit) {
    for piece in inline.finish() { say(piece, emit: emit) }
  }

  private mutating func say(_ piece: InlineReasoning.Piece, emit: Emit) {
    switch piece {
    case .text(let text):
      guard let said = fit(text) else { return }
      if !hasWords { hasWords = Self.holdsWords(said) }
      emit(.text(said))
    case .reasoning(let text):
      hasReasoned = true
      guard let said = fit(text) else { return }
      if !thoughtsHaveWords { thoughtsHaveWords = Self.holdsWords(said) }
      emit(.reasoning(said))
    case .textWasReasoning:
      (hasWords, thoughtsHaveWords) = (false, hasWords)
      hasReasoned = true
      emit(.textWasReasoning)
    case .reasoningWasText:
      (hasWords, thoughtsHaveWords) = (thoughtsHaveWords, false)
      hasReasoned = false
      emit(.reasoningWasText)
    }
  }

  private static func holdsWords(_ text: String) -> Bool {
    text.unicodeScalars.contains(where: Words.isVisible)
  }

  /// As much of `text`, cleaned, as there is room for; `nil` when nothing fits.
  private mutating func fit(_ text: String) -> String? {
    if text.isEmpty || isOverLimit { return nil }
    let clean = ForeignText(text).text
    let count = clean.utf8.count
    isOverLimit = count > roomBytes
    let kept = isOverLimit ? Words.prefix(clean, bytes: roomBytes) : clean
    roomBytes -= kept.utf8.count
    if kept.isEmpty { return nil }
    hasSpoken = true
    return kept
  }
}
