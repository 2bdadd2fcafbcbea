import Wire

/// The tokens of a chat.
struct ChatUsage {
  private(set) var turns = 0
  private var sent = 0
  private var made = 0

  mutating func add(_ turn: Noun.Turn) {
    turns += 1
    sent += turn.promptTokens ?? 0
    made += turn.completionTokens ?? 0
  }

  var text: String {
    "This chat: \(turns) \(turns == 1 ? "turn" : "turns"), \(sent) tokens in, \(made) out"
  }
}
