package import Wire

/// A turn as people name it: its id, or as much of the beginning as tells it from the others.
package struct TurnReference: Equatable {
  private let reference: IDReference<Noun.Turn>

  package init(_ text: String) throws(ClientError) {
    reference = try IDReference(text, noun: "turn")
  }

  /// Looks through all turns, unless the id is whole.
  package func resolve(on connection: Connection) throws -> TurnID {
    if let whole = reference.whole { return whole }
    var found: [(id: TurnID, label: String)] = []
    let params = TurnList.Params(limit: PageLimit(200))
    try connection.pages(TurnList.self, params, cursor: \.cursor) { page, _ in
      found += page.data.filter { reference.names($0.id) }.map { ($0.id, $0.status.rawValue) }
      return true
    }
    return try reference.choose(from: found)
  }
}
