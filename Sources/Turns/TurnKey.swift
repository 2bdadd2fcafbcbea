package import Wire

/// A turn of one user. The same id may be another user's, too.
package struct TurnKey: Hashable, Sendable {
  package let owner: UserKey
  package let id: TurnID

  package init(owner: UserKey, id: TurnID) {
    self.owner = owner
    self.id = id
  }
}

/// One admission of a turn. An id that left no trace may be asked for anew; what is told of the first
/// is not said of the second.
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
