/// Numbers for quotas that the ledger of usage does not have.
enum Schema7 {
  static let quotas = """
    -- When a user asked for turns within the last minute, while there is a quota of requests. It
    -- refers to nothing else: a turn that is deleted for good or kept nowhere was asked for, too.
    CREATE TABLE recent_request (
      id INTEGER PRIMARY KEY,
      user INTEGER NOT NULL REFERENCES user ON DELETE CASCADE,
      at INTEGER NOT NULL
    ) STRICT;

    CREATE INDEX recent_request_by_time ON recent_request (user, at);
    """
}
