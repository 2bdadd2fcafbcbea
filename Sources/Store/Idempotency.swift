import Wire

/// The rule of idempotency (PROTOCOL.md, Conventions): the same id with the same body answers the
/// thing as it is now.
extension Changes {
  /// Returns what the id names, if it was created with the same params, and nil if it names nothing
  /// yet. A thing that is deleted, or was created with other params, is refused.
  func known<Value>(
    _ kept: Kept<Value>?, as entity: Entity, isDeleted: Bool = false, made: [UInt8]
  ) throws -> Value? {
    guard let kept else { return nil }
    guard !isDeleted else {
      throw Fault.invalidState(
        "That \(entity.rawValue) is deleted: restore it, or choose another id.", from: "deleted",
        to: "created")
    }
    let before = try db.first(IdempotencySQL.made(entity), rows.whose, .integer(kept.row)) {
      $0.bytes()
    }
    guard before == made else { throw Fault.otherBody(entity) }
    return kept.value
  }
}

enum IdempotencySQL {
  /// Reads what a row was made from.
  static func made(_ entity: Entity) -> String {
    """
    SELECT made
    FROM \(entity.rawValue)
    WHERE user = ?1 AND id = ?2
    """
  }
}

extension Fault {
  static func otherBody(_ entity: Entity) -> Fault {
    .conflict(
      "That id names a \(entity.rawValue) that was created with other params: choose a new id.",
      field: "id")
  }
}
