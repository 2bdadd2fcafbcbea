import Store
import Synchronization
import Wire

/// All open connections, to find those of one user or one token.
final class Connections: Sendable {
  private struct Entry {
    weak var connection: Connection?
  }

  private let entries = Mutex<[ObjectIdentifier: Entry]>([:])

  func enter(_ connection: Connection) {
    entries.withLock { $0[ObjectIdentifier(connection)] = Entry(connection: connection) }
  }

  func leave(_ connection: Connection) {
    entries.withLock { _ = $0.removeValue(forKey: ObjectIdentifier(connection)) }
  }

  /// Closes all connections of a user except one.
  func close(of user: UserKey, except one: Connection?) {
    for connection in all where connection !== one && connection.session?.owner.key == user {
      connection.session?.over.say()
      connection.outlet.close()
    }
  }

  /// Ends what the connections follow that logged in with a session's token.
  func endFollowing(of session: SessionID, of user: UserKey) {
    for connection in all {
      guard let former = connection.session, former.owner.key == user,
        former.owner.cameWith(session)
      else { continue }
      former.over.say()
    }
  }

  private var all: [Connection] {
    entries.withLock { entries in entries.values.compactMap(\.connection) }
  }
}
