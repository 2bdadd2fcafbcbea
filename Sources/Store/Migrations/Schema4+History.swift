/// The fourth schema: imported and seeded data.
enum Schema4 {
  /// The origin of imported threads, and the list of seeded data.
  static let history = """
    -- Which conversation of another program a thread came from, so that it comes once.
    CREATE TABLE imported (
      thread INTEGER PRIMARY KEY,
      user INTEGER NOT NULL,
      source TEXT NOT NULL CHECK (source IN ('llm', 'chatgpt')),
      -- The conversation's id there.
      origin TEXT NOT NULL CHECK (length(origin) BETWEEN 1 AND 200),
      -- The id there of the last message that was taken.
      tip TEXT NOT NULL CHECK (length(tip) BETWEEN 1 AND 200),
      -- The row that it became here: while that is the thread's last, nobody has gone on from it.
      message INTEGER NOT NULL,
      FOREIGN KEY (thread, user) REFERENCES thread (id, user) ON DELETE CASCADE
    ) STRICT;

    CREATE INDEX imported_by_origin ON imported (user, source, origin);

    -- What `skeind seed` made up: users with all that they own, and things of the daemon's own user.
    CREATE TABLE seeded (
      user INTEGER NOT NULL REFERENCES user ON DELETE CASCADE,
      entity TEXT NOT NULL CHECK (entity IN ('user', 'thread', 'task', 'context')),
      uuid BLOB NOT NULL CHECK (length(uuid) = 16),
      PRIMARY KEY (user, entity, uuid)
    ) STRICT, WITHOUT ROWID;
    """
}
