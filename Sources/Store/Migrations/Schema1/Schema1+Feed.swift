extension Schema1 {
  /// The event feed: all changes, in order.
  static let feed = """
    -- One row a change, ids only; seq is 1, 2, 3, … for each user.
    CREATE TABLE event (
      user INTEGER NOT NULL REFERENCES user ON DELETE CASCADE,
      seq INTEGER NOT NULL,
      entity TEXT NOT NULL CHECK (entity IN (
        'user', 'session', 'account', 'thread', 'message', 'turn', 'task', 'context', 'action',
        'preview'
      )),
      uuid BLOB NOT NULL CHECK (length(uuid) = 16),
      change TEXT NOT NULL CHECK (change IN ('created', 'updated', 'deleted', 'restored')),
      at INTEGER NOT NULL,
      PRIMARY KEY (user, seq)
    ) STRICT, WITHOUT ROWID;

    CREATE TRIGGER event_has_the_next_number BEFORE INSERT ON event
    WHEN new.seq IS NOT (SELECT change_seq + 1 FROM user WHERE id = new.user)
    BEGIN
      SELECT RAISE(ABORT, 'an event has the number after its user''s last');
    END;

    CREATE TRIGGER event_is_counted AFTER INSERT ON event
    BEGIN
      UPDATE user SET change_seq = new.seq WHERE id = new.user;
    END;
    """
}
