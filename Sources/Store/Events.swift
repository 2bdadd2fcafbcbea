import Wire

/// What happened to a thing, as the feed says it.
enum EventChange: String {
  case created, updated, deleted, restored
}

extension Changes {
  /// Appends to the owner's feed and answers the change's number, which orders every list; the
  /// schema counts without a gap.
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
    return number
  }
}
