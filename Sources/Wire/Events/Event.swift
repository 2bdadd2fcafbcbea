extension Noun {
  /// One change of something that a user owns: what and when, never what it says.
  package struct Event: NamedPayload, Equatable {
    package static let typeName = "Event"
    package static let fields = [
      "seq": "1, 2, 3, … for each user, without a gap and never used again.",
      "entity": "The noun that changed.",
      "id": "Its id.",
      "change": "What happened to it.",
      "at": "When.",
    ]

    package let seq: Sequence
    package let entity: Entity
    package let id: ID<Noun.Event.Subject>
    package let change: EventChange
    package let at: Timestamp

    package init(
      seq: Sequence, entity: Entity, id: ID<Noun.Event.Subject>, change: EventChange, at: Timestamp
    ) {
      self.seq = seq
      self.entity = entity
      self.id = id
      self.change = change
      self.at = at
    }

    /// Names the id of whatever changed.
    package enum Subject {}
  }
}

/// What happened to a thing, as the feed says it.
package enum EventChange: String, Codable, CaseIterable, Sendable {
  case created, updated, deleted, restored
}

extension Noun.Event {
  static let example = Noun.Event(
    seq: Sequence(6), entity: .thread,
    id: ID(high: Noun.Thread.example.id.high, low: Noun.Thread.example.id.low), change: .updated,
    at: Noun.Thread.example.updatedAt)
}
