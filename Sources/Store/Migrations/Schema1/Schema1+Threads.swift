extension Schema1 {
  /// Conversations.
  static let threads = """
    CREATE TABLE thread (
      id INTEGER PRIMARY KEY,
      user INTEGER NOT NULL REFERENCES user ON DELETE CASCADE,
      uuid BLOB NOT NULL CHECK (length(uuid) = 16),
      title TEXT CHECK (length(title) BETWEEN 1 AND 60),
      -- What its turns use unless they name one.
      model TEXT CHECK (length(model) BETWEEN 1 AND 200),
      system_prompt TEXT CHECK (length(CAST(system_prompt AS BLOB)) BETWEEN 1 AND 262144),
      -- What it was forked from, while that exists.
      parent INTEGER REFERENCES thread ON DELETE SET NULL,
      -- Also the last message's sequence; both follow the messages by trigger.
      message_count INTEGER NOT NULL DEFAULT 0 CHECK (message_count >= 0),
      last_message_at INTEGER,
      -- The event seq of its last change: the order of thread/list.
      touched INTEGER NOT NULL,
      -- Fingerprint of the body it was made from: the idempotency rule.
      made BLOB NOT NULL CHECK (length(made) = 16),
      created_at INTEGER NOT NULL,
      updated_at INTEGER NOT NULL,
      -- When it was deleted softly.
      deleted_at INTEGER,
      UNIQUE (user, uuid),
      -- What messages and turns refer to, so that their owner is their thread's.
      UNIQUE (id, user)
    ) STRICT;

    CREATE UNIQUE INDEX thread_by_activity ON thread (user, touched);
    CREATE INDEX live_thread_by_activity ON thread (user, touched) WHERE deleted_at IS NULL;
    CREATE INDEX thread_by_parent ON thread (parent) WHERE parent IS NOT NULL;

    CREATE TRIGGER thread_begins_empty BEFORE INSERT ON thread
    WHEN new.message_count <> 0
    BEGIN
      SELECT RAISE(ABORT, 'a thread begins without messages');
    END;

    CREATE TRIGGER thread_parent_is_its_owners BEFORE INSERT ON thread
    WHEN new.parent IS NOT NULL
      AND (SELECT user FROM thread WHERE id = new.parent) IS NOT new.user
    BEGIN
      SELECT RAISE(ABORT, 'a thread is forked from one of the same user');
    END;

    CREATE TRIGGER thread_keeps_its_owner BEFORE UPDATE OF user, uuid ON thread
    BEGIN
      SELECT RAISE(ABORT, 'a thread keeps its user and its uuid');
    END;
    """
}
