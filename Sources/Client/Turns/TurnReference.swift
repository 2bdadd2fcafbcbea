package import Wire

/// A turn as people name it: its id, or enough of the id's beginning or end to tell it from the
/// others.
package struct TurnReference: Equatable {
  private let reference: IDReference<Noun.Turn>

  package init(_ text: String) throws(ClientError) {
    reference = try IDReference(text, noun: "turn")
  }

  /// Searches all turns, unless the id is given whole.
  package func resolve(on connection: Connection) throws -> TurnID {
    if let whole = reference.whole { return whole }
    var found: [Noun.Turn] = []
    let params = TurnList.Params(limit: PageLimit(200))
    try connection.pages(TurnList.self, params, cursor: \.cursor) { page, _ in
      found += page.data.filter { reference.names($0.id) }
      return true
    }
    guard 2...IDReference<Noun.Turn>.alikeLimit ~= found.count else {
      return try reference.choose(from: found.map { ($0.id, "") })
    }
    // Only the turns that are shown are requested with their text.
    let shown = try found.prefix(IDReference<Noun.Turn>.shownChoices).map { turn in
      let input = try connection.call(TurnGet.self, .init(turnId: turn.id)).turn.input ?? ""
      return (turn.id, label(of: turn, input))
    }
    return try reference.choose(
      from: shown + found.dropFirst(shown.count).map { ($0.id, "") })
  }

  private func label(of turn: Noun.Turn, _ input: String) -> String {
    let words = input.prefix(Self.shownCharacters).split(whereSeparator: \.isWhitespace)
      .joined(separator: " ")
    let question = input.dropFirst(Self.shownCharacters).isEmpty ? words : words + "…"
    return "\(turn.queuedAt.minute)  \(turn.status.rawValue)  “\(question)”"
  }

  /// How many characters of a question are shown.
  private static let shownCharacters = 60
}
