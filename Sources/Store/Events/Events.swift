package import Wire

extension Changes {
  /// Appends to the owner's feed and returns the change's number, which orders every list. A
  /// trigger of the schema counts without a gap. Now and then old events are removed.
  @discardableResult
  func note<Noun>(_ entity: Entity, _ id: ID<Noun>, _ change: EventChange) throws -> Int64 {
    let number = try db.first(
      """
      INSERT INTO event (user, seq, entity, uuid, change, at)
      SELECT id, change_seq + 1, ?2, ?3, ?4, ?5
      FROM user
      WHERE id = ?1
      RETURNING seq
      """,
      rows.whose, .text(entity.rawValue), .id(id), .text(change.rawValue), .time(now)
    ) { $0.int64() }
    guard let number else { throw Fault.notFound(.user) }
    aftermath.lastEvent = (rows.owner.key, number)
    if number % EventRetention.stride == 0 {
      try retention.prune(
        ofUser: rows.owner.user, atMost: EventRetention.stepLimit,
        at: clock.doubt(at: now) == nil ? now : nil, db)
    }
    return number
  }
}

extension Rows {
  /// The place in the feed to start from: after `since`, or now. `gone` when the next events are no
  /// longer kept.
  package func eventPlace(
    since: Sequence?
  ) throws -> (after: Sequence, newest: Sequence) {
    let (oldest, newest) = try eventBounds()
    guard let since else { return (newest, newest) }
    guard since <= newest else {
      throw Fault.invalidParams(
        path: "since", expected: "a seq up to the newest event's, \(newest.number)")
    }
    guard since.number + 1 >= oldest else { throw Fault.gone(oldest: oldest) }
    return (since, newest)
  }

  /// The events after `since`, or from the oldest one that is kept, in order.
  package func events(since: Sequence?, limit: PageLimit) throws -> EventList.Result {
    let place = try eventPlace(since: since ?? Sequence(try eventBounds().oldest - 1))
    let events = try db.all(
      """
      SELECT seq, entity, uuid, change, at
      FROM event
      WHERE user = ?1 AND seq > ?2
      ORDER BY seq
      LIMIT ?3
      """,
      whose, .integer(Int64(place.after.number)), .int(limit.number)
    ) { columns in
      // The schema allows the same entities and changes only.
      Noun.Event(
        seq: Sequence(columns.int()), entity: Entity(rawValue: columns.text()) ?? .user,
        id: columns.id(), change: EventChange(rawValue: columns.text()) ?? .updated,
        at: columns.time())
    }
    return EventList.Result(data: events, seq: place.newest)
  }

  /// Where no event is kept, the oldest is the next one to come.
  private func eventBounds() throws -> (oldest: Int, newest: Sequence) {
    let bounds = try db.first(
      """
      SELECT coalesce((SELECT min(seq) FROM event WHERE user = ?1), change_seq + 1), change_seq
      FROM user
      WHERE id = ?1
      """, whose
    ) { (oldest: $0.int(), newest: Sequence($0.int())) }
    guard let bounds else { throw Fault.notFound(.user) }
    return bounds
  }
}
