extension Noun {
  /// One change of something that a user owns. It says what changed and when, never the content.
  package struct Event: NamedPayload, Equatable {
    package static let typeName = "Event"
    package static let fields = [
      "seq": "1, 2, 3, … for each user, without a gap and never reused.",
      "entity": "What changed: a thread, a task, ….",
      "id": "Its id.",
      "change": "Whether it was created, updated, deleted or restored.",
      "at": "When it changed.",
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

    /// Marks the id of a changed thing of any kind.
    package enum Subject {}
  }
}

/// The kinds of change that events report.
package enum EventChange: String, Codable, CaseIterable, Sendable {
  case created, updated, deleted, restored
}

extension Noun.Event {
  static let example = Noun.Event(
    seq: Sequence(6), entity: .thread,
    id: ID(high: Noun.Thread.example.id.high, low: Noun.Thread.example.id.low), change: .updated,
    at: Noun.Thread.example.updatedAt)
}
