extension Schema5 {
  /// The full-text index of `thread/search`.
  static let search = """
    -- The index has every message up to here; those after it enter later, oldest first.
    CREATE TABLE search_mark (
      -- There is one row.
      one INTEGER PRIMARY KEY CHECK (one = 1),
      at INTEGER NOT NULL CHECK (at >= 0),
      -- Whether words of deleted messages may still stand in its segments.
      holds_deleted INTEGER NOT NULL DEFAULT 0 CHECK (holds_deleted IN (0, 1))
    ) STRICT;

    INSERT INTO search_mark (one, at) VALUES (1, 0);

    CREATE TRIGGER search_mark_moves_forward BEFORE UPDATE ON search_mark
    WHEN new.at < old.at
    BEGIN
      SELECT RAISE(ABORT, 'the search index goes forward');
    END;

    -- Deleted and still in the index: empty again when the transaction ends.
    CREATE TABLE message_leaving (
      id INTEGER PRIMARY KEY,
      content TEXT NOT NULL
    ) STRICT;

    CREATE TRIGGER message_leaves_the_index AFTER DELETE ON message
    WHEN old.id <= (SELECT at FROM search_mark)
    BEGIN
      INSERT INTO message_leaving (id, content) VALUES (old.id, old.content);
    END;

    -- What the index is about: its own check compares it with this.
    CREATE VIEW searchable_message AS
    SELECT id, content
    FROM message
    WHERE id <= (SELECT at FROM search_mark)
    UNION ALL
    SELECT id, content
    FROM message_leaving;

    -- No sizes of columns: they serve ranking, and answers go by age.
    CREATE VIRTUAL TABLE message_index USING fts5(
      content, content = 'searchable_message', content_rowid = 'id', columnsize = 0,
      tokenize = '\(SearchTokenizer.name)'
    );

    CREATE INDEX titled_thread ON thread (user)
      WHERE title IS NOT NULL AND deleted_at IS NULL;
    """
}
