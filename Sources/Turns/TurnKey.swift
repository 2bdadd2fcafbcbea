package import Wire

/// A turn of one user. Another user may have a turn with the same id.
package struct TurnKey: Hashable, Sendable {
  package let owner: UserKey
  package let id: TurnID

  package init(owner: UserKey, id: TurnID) {
    self.owner = owner
    self.id = id
  }
}

/// One admission of a turn. The id of a turn that left no trace may be used again; the ticket tells
/// the events of the two turns apart.
package struct TurnTicket: Hashable, Sendable {
  package let key: TurnKey
  let number: Int
}

/// A thread of one user, where turns run one after another.
package struct TurnPlace: Hashable, Sendable {
  package let owner: UserKey
  package let thread: ThreadID

  package init(owner: UserKey, thread: ThreadID) {
    self.owner = owner
    self.thread = thread
  }
}
