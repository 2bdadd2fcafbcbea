import Wire

/// What one turn took, in a line.
enum TurnUsage {
  /// `currency` is what the cost is counted in.
  static func text(of turn: Noun.Turn, currency: String? = nil) -> String {
    var parts: [String] = []
    if let sent = turn.promptTokens { parts.append("\(sent) tokens in") }
    if let made = turn.completionTokens {
      let thought = turn.reasoningTokens.map { $0 > 0 ? " (\($0) reasoning)" : "" } ?? ""
      parts.append("\(made) out\(thought)")
    }
    if parts.isEmpty { parts.append("tokens not told by the provider") }
    if let total = turn.totalMs { parts.append(time(total)) }
    if let first = turn.firstTokenMs { parts.append("first token after \(time(first))") }
    if let cost = turn.cost { parts.append("cost \(Cost(cost, currency))") }
    return "\(turn.model.text): " + parts.joined(separator: ", ")
  }

  private static func time(_ milliseconds: Int) -> String {
    milliseconds < 1000 ? "\(milliseconds) ms" : "\(Double((milliseconds + 50) / 100) / 10) s"
  }
}
