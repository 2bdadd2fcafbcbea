import JSON
package import Wire

/// Follows a user's events, and continues with the next daemon when one goes away.
package final class EventFollower {
  /// What the follower reports.
  package enum News {
    case event(Noun.Event, json: [UInt8])
    /// The daemon went away; the follower waits for one to come back.
    case lost
    /// A daemon is back; the next event is the one after the last.
    case back
    /// The daemon has another database, or the events so far are not in it any more: the next
    /// events are the changes after this number there.
    case afresh(Sequence)
  }

  private let dialer: Dialer
  private let patienceMilliseconds: Int
  private let listen: (News) throws -> Void
  /// The last event that was reported.
  private var place: Sequence?
  /// The database that the events come from.
  private var databaseID: String?

  /// Follows from `since` on, or from now on. A daemon that went away may take
  /// `patienceMilliseconds` to come back.
  package init(
    _ dialer: Dialer, since: Sequence?,
    patienceMilliseconds: Int = TurnRunner.reconnectMilliseconds,
    listen: @escaping (News) throws -> Void
  ) {
    self.dialer = dialer
    place = since
    self.patienceMilliseconds = patienceMilliseconds
    self.listen = listen
  }

  /// Returns only by an error: `interrupted`, `unreachable` when no daemon came back, the fault
  /// `gone` when the next events are no longer kept.
  package func run() throws -> Never {
    var connection = try dialer.connect()
    while true {
      do {
        try follow(connection)
      } catch ClientError.disconnected {
        try listen(.lost)
      } catch let fault as Fault where fault.kind == .shuttingDown {
        try listen(.lost)
      }
      let deadline = Deadline.after(milliseconds: patienceMilliseconds)
      guard let next = try dialer.reconnect(until: deadline) else {
        throw ClientError.unreachable(
          "The daemon went away, and none came back within \(patienceMilliseconds / 1000) s.")
      }
      connection = next
    }
  }

  private func follow(_ connection: Connection) throws -> Never {
    let database = try connection.call(ServerInfo.self, NoParams()).databaseId
    if databaseID == nil || databaseID == database {
      try resume(connection, isFirst: databaseID == nil)
    } else {
      try startAfresh(connection)
    }
    databaseID = database
    while true { try take(connection.receive()) }
  }

  private func resume(_ connection: Connection, isFirst: Bool) throws {
    do {
      let newest = try subscribe(connection, since: place)
      if place == nil { place = newest }
      if !isFirst { try listen(.back) }
    } catch let fault as Fault where fault.kind == .invalidParams && !isFirst {
      // The daemon has fewer events than before: the user was erased, or the database is an older
      // copy.
      try startAfresh(connection)
    }
  }

  private func startAfresh(_ connection: Connection) throws {
    let newest = try subscribe(connection, since: nil)
    place = newest
    try listen(.afresh(newest))
  }

  /// Subscribes; no event is sent before the answer.
  private func subscribe(_ connection: Connection, since: Sequence?) throws -> Sequence {
    try connection.call(EventSubscribe.self, .init(since: since)).seq
  }

  private func take(_ message: Incoming) throws {
    guard case .notification(let method, let params?) = message.kind else { return }
    switch method {
    case EventChanged.name:
      let event = try params.read(Noun.Event.self, of: method)
      place = event.seq
      try listen(.event(event, json: params.token))
    case EventGone.name:
      throw Fault.gone(oldest: try params.read(EventGone.Params.self, of: method).oldest.number)
    default: break
    }
  }
}
