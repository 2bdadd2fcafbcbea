extension Schema1 {
  /// The messages of conversations, in order.
  static let messages = """
    CREATE TABLE message (
      -- AUTOINCREMENT: the search index needs numbers that never return.
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      user INTEGER NOT NULL,
      thread INTEGER NOT NULL,
      uuid BLOB NOT NULL CHECK (length(uuid) = 16),
      sequence INTEGER NOT NULL CHECK (sequence >= 1),
      -- The turn that wrote it; NULL when it was appended or copied.
      turn INTEGER,
      role TEXT NOT NULL CHECK (role IN ('system', 'user', 'assistant')),
      -- A model may answer with nothing; a client may not.
      content TEXT NOT NULL CHECK (
        length(CAST(content AS BLOB)) <= 8388608 AND (content <> '' OR role = 'assistant')
      ),
      prompt_tokens INTEGER CHECK (prompt_tokens >= 0),
      completion_tokens INTEGER CHECK (completion_tokens >= 0),
      total_tokens INTEGER CHECK (total_tokens >= 0),
      metadata TEXT CHECK (
        metadata GLOB '{*}'
        AND length(CAST(metadata AS BLOB)) <= 65536
      ),
      -- Fingerprint of the body it was appended from; NULL for a turn's and for copies.
      made BLOB CHECK (length(made) = 16),
      created_at INTEGER NOT NULL,
      UNIQUE (thread, sequence),
      UNIQUE (user, uuid),
      FOREIGN KEY (thread, user) REFERENCES thread (id, user) ON DELETE CASCADE,
      FOREIGN KEY (turn, thread) REFERENCES turn (id, thread),
      CHECK (turn IS NULL OR role IN ('user', 'assistant'))
    ) STRICT;

    -- One question and one answer a turn.
    CREATE UNIQUE INDEX message_by_turn ON message (turn, role) WHERE turn IS NOT NULL;

    CREATE TRIGGER message_has_the_next_sequence BEFORE INSERT ON message
    WHEN new.sequence IS NOT (SELECT message_count + 1 FROM thread WHERE id = new.thread)
    BEGIN
      SELECT RAISE(ABORT, 'a message has the sequence after its thread''s last');
    END;

    CREATE TRIGGER message_is_counted AFTER INSERT ON message
    BEGIN
      UPDATE thread
      SET message_count = new.sequence, last_message_at = new.created_at
      WHERE id = new.thread;
    END;

    -- With the thread itself gone there is nothing to keep whole.
    CREATE TRIGGER only_the_last_message_goes BEFORE DELETE ON message
    WHEN old.sequence <> (SELECT message_count FROM thread WHERE id = old.thread)
    BEGIN
      SELECT RAISE(ABORT, 'only a thread''s last message can be deleted');
    END;

    CREATE TRIGGER message_is_discounted AFTER DELETE ON message
    BEGIN
      UPDATE thread
      SET message_count = old.sequence - 1,
        last_message_at =
          (SELECT created_at FROM message WHERE thread = old.thread AND sequence = old.sequence - 1)
      WHERE id = old.thread;
    END;

    CREATE TRIGGER message_stays_as_it_was_said
    BEFORE UPDATE OF user, thread, uuid, sequence, turn, role, content ON message
    BEGIN
      SELECT RAISE(ABORT, 'a message stays as it was said');
    END;

    CREATE TRIGGER message_begins_with_valid_json BEFORE INSERT ON message
    BEGIN
      SELECT count(*) FROM json_each(new.metadata);
    END;

    CREATE TRIGGER message_stays_with_valid_json BEFORE UPDATE OF metadata ON message
    BEGIN
      SELECT count(*) FROM json_each(new.metadata);
    END;

    CREATE TRIGGER message_count_is_the_last_sequence AFTER UPDATE OF message_count ON thread
    WHEN new.message_count <>
      (SELECT coalesce(max(sequence), 0) FROM message WHERE thread = new.id)
    BEGIN
      SELECT RAISE(ABORT, 'message_count is the last message''s sequence');
    END;
    """
}
