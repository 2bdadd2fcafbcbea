/// More scripts' letters are folded in the search index.
enum Schema13 {
  /// Entries that are in the index already are replaced later, a few messages at a time, when the
  /// daemon is idle. Until then they must be removed with the tokens with which they were added: a
  /// text that begins with U+FDD0 is tokenized in the old way.
  static let searchFolding = """
    -- Messages after the one and up to the other stand in the index with their letters not folded.
    ALTER TABLE search_mark ADD COLUMN unfolded_after INTEGER NOT NULL DEFAULT 0
      CHECK (unfolded_after >= 0);
    ALTER TABLE search_mark ADD COLUMN unfolded_through INTEGER NOT NULL DEFAULT 0
      CHECK (unfolded_through >= 0);

    UPDATE search_mark SET unfolded_through = at;

    DROP TRIGGER message_leaves_the_index;

    CREATE TRIGGER message_leaves_the_index AFTER DELETE ON message
    WHEN old.id <= (SELECT at FROM search_mark)
    BEGIN
      INSERT INTO message_leaving (id, content)
      VALUES (
        old.id,
        CASE
          WHEN old.id > (SELECT unfolded_after FROM search_mark)
            AND old.id <= (SELECT unfolded_through FROM search_mark)
          THEN char(64976) || old.content
          ELSE old.content
        END
      );
    END;

    DROP VIEW searchable_message;

    -- What the index is about: its own check compares it with this.
    CREATE VIEW searchable_message AS
    SELECT
      id,
      CASE
        WHEN id > (SELECT unfolded_after FROM search_mark)
          AND id <= (SELECT unfolded_through FROM search_mark)
        THEN char(64976) || content
        ELSE content
      END AS content
    FROM message
    WHERE id <= (SELECT at FROM search_mark)
    UNION ALL
    SELECT id, content
    FROM message_leaving;
    """
}
