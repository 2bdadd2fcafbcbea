/// More programs that threads can be imported from.
enum Schema15 {
  /// A table constraint cannot be changed, so the table is created again.
  static let histories = """
    CREATE TABLE imported_anew (
      thread INTEGER PRIMARY KEY,
      user INTEGER NOT NULL,
      source TEXT NOT NULL CHECK (source IN ('llm', 'chatgpt', 'claude')),
      -- The conversation's id there.
      origin TEXT NOT NULL CHECK (length(origin) BETWEEN 1 AND 200),
      -- The id there of the last message that was taken.
      tip TEXT NOT NULL CHECK (length(tip) BETWEEN 1 AND 200),
      -- The row that it became here: while that is the thread's last, nobody has gone on from it.
      message INTEGER NOT NULL,
      FOREIGN KEY (thread, user) REFERENCES thread (id, user) ON DELETE CASCADE
    ) STRICT;

    INSERT INTO imported_anew SELECT thread, user, source, origin, tip, message FROM imported;
    DROP TABLE imported;
    ALTER TABLE imported_anew RENAME TO imported;

    CREATE INDEX imported_by_origin ON imported (user, source, origin);
    """
}
