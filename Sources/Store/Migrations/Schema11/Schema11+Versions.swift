extension Schema11 {
  /// Copies that are kept as versions of the thread that they were made from.
  static let versions = """
    -- The thread that it is a version of; NULL for a thread of its own, which it becomes when
    -- something is asked or written in it, or it is given a title.
    ALTER TABLE thread ADD COLUMN copy_of INTEGER REFERENCES thread ON DELETE CASCADE;

    -- Those that were made before, if nobody has gone on with them: their words are another
    -- thread's, and so is their title. A copy of a copy is a version of the same thread.
    CREATE TEMP TABLE untouched_copy AS
    SELECT thread.id, thread.parent
    FROM thread
    JOIN thread AS parent ON parent.id = thread.parent
    WHERE thread.title IS parent.title
      AND (parent.deleted_at IS NULL OR thread.deleted_at IS NOT NULL)
      AND NOT EXISTS (SELECT 1 FROM imported WHERE imported.thread = thread.id)
      AND NOT EXISTS (SELECT 1 FROM context WHERE context.thread = thread.id)
      AND NOT EXISTS (SELECT 1 FROM turn WHERE turn.thread = thread.id)
      AND NOT EXISTS (
        SELECT 1 FROM message WHERE message.thread = thread.id AND message.made IS NOT NULL
      );

    CREATE INDEX temp.untouched_copy_by_id ON untouched_copy (id);
    CREATE INDEX temp.untouched_copy_by_parent ON untouched_copy (parent);

    WITH RECURSIVE version (id, original) AS (
      SELECT id, parent
      FROM untouched_copy
      WHERE parent NOT IN (SELECT id FROM untouched_copy)
      UNION ALL
      SELECT untouched_copy.id, version.original
      FROM version
      JOIN untouched_copy ON untouched_copy.parent = version.id
    )
    UPDATE thread
    SET copy_of = version.original
    FROM version
    WHERE thread.id = version.id;

    DROP TABLE untouched_copy;

    CREATE INDEX thread_by_original ON thread (copy_of, touched) WHERE copy_of IS NOT NULL;

    DROP INDEX live_thread_by_activity;
    CREATE INDEX live_thread_by_activity ON thread (user, touched)
      WHERE deleted_at IS NULL AND copy_of IS NULL;

    DROP INDEX titled_thread;
    CREATE INDEX titled_thread ON thread (user)
      WHERE title IS NOT NULL AND deleted_at IS NULL AND copy_of IS NULL;

    CREATE INDEX thread_by_title ON thread (user, title COLLATE NOCASE)
      WHERE title IS NOT NULL AND copy_of IS NULL;

    CREATE TRIGGER version_is_of_an_original BEFORE INSERT ON thread
    WHEN new.copy_of IS NOT NULL
      AND (SELECT user FROM thread WHERE id = new.copy_of AND copy_of IS NULL) IS NOT new.user
    BEGIN
      SELECT RAISE(ABORT, 'a version is of a thread of the same user that is none itself');
    END;

    CREATE TRIGGER thread_becomes_no_version BEFORE UPDATE OF copy_of ON thread
    WHEN new.copy_of IS NOT NULL
    BEGIN
      SELECT RAISE(ABORT, 'a version becomes a thread of its own, and no thread a version');
    END;

    CREATE TRIGGER version_is_not_asked BEFORE INSERT ON turn
    WHEN (SELECT copy_of FROM thread WHERE id = new.thread) IS NOT NULL
    BEGIN
      SELECT RAISE(ABORT, 'what is asked in a version makes it a thread of its own');
    END;

    CREATE TRIGGER version_is_not_written_in BEFORE INSERT ON message
    WHEN new.made IS NOT NULL AND (SELECT copy_of FROM thread WHERE id = new.thread) IS NOT NULL
    BEGIN
      SELECT RAISE(ABORT, 'what is written in a version makes it a thread of its own');
    END;

    -- One that was deleted before its thread was stays deleted when that is restored.
    CREATE TRIGGER versions_follow_their_thread AFTER UPDATE OF deleted_at ON thread
    WHEN new.deleted_at IS NOT old.deleted_at
    BEGIN
      UPDATE thread
      SET deleted_at = new.deleted_at, updated_at = new.updated_at
      WHERE copy_of = new.id AND deleted_at IS old.deleted_at;
    END;
    """
}
