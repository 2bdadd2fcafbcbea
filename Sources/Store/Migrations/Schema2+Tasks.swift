/// The second schema: tasks.
enum Schema2 {
  /// Tasks.
  ///
  /// A row takes at most 200 bytes beyond its text with all its indexes, so there are few indexes.
  /// Each list selects the shelf of its tasks, or merges the shelves that it shows; so three
  /// indexes, one for each order, serve every filter:
  ///
  /// | query | index |
  /// |---|---|
  /// | all tasks, by creation; all by change; all by title | task_by_creation; _by_change; _by_title |
  /// | incomplete ones, and completed ones, in each of these orders | the same three, on one shelf |
  /// | counts by status; tasks that `completedBefore` archives | task_by_creation |
  /// | create (is the id taken?), get, update, toggle, delete, restore, archive by id | UNIQUE (user, uuid) |
  /// | a permanently deleted thread is removed from its tasks | task_by_thread |
  static let tasks = """
    CREATE TABLE task (
      id INTEGER PRIMARY KEY,
      user INTEGER NOT NULL REFERENCES user ON DELETE CASCADE,
      uuid BLOB NOT NULL CHECK (length(uuid) = 16),
      -- One line, without Unicode white space at either end. NOCASE: A to Z sort as a to z.
      title TEXT NOT NULL COLLATE NOCASE CHECK (
        length(title) BETWEEN 1 AND 200
        AND title NOT GLOB
          '*[' || char(1) || '-' || char(31) || char(127) || '-' || char(159) || ']*'
        AND length(title) = length(trim(title, char(32, 160, 5760, 8192, 8193, 8194, 8195, 8196,
          8197, 8198, 8199, 8200, 8201, 8202, 8232, 8233, 8239, 8287, 12288)))
      ),
      description TEXT CHECK (length(CAST(description AS BLOB)) <= 65536),
      -- When it was done; NULL while it is not, so that the two can't differ.
      completed_at INTEGER,
      completed INTEGER NOT NULL GENERATED ALWAYS AS (completed_at IS NOT NULL) VIRTUAL,
      -- What it is about; a task outlives its thread.
      thread INTEGER REFERENCES thread ON DELETE SET NULL,
      -- The event seq of its last change: the order by updatedAt.
      touched INTEGER NOT NULL,
      -- Fingerprint of the body it was made from: the idempotency rule.
      made BLOB NOT NULL CHECK (length(made) = 8),
      created_at INTEGER NOT NULL,
      updated_at INTEGER NOT NULL,
      -- When it was taken out of the lists.
      archived_at INTEGER CHECK (archived_at IS NULL OR completed_at IS NOT NULL),
      -- When it was deleted softly.
      deleted_at INTEGER,
      -- 0 to do, 1 done, 2 done and archived; 3, 4, 5 the same when deleted.
      shelf INTEGER NOT NULL GENERATED ALWAYS AS (
        (completed_at IS NOT NULL) + (archived_at IS NOT NULL) + 3 * (deleted_at IS NOT NULL)
      ) VIRTUAL,
      -- Its first bytes, as much as the index keeps of it; those alike are sorted when listed.
      title_head TEXT COLLATE NOCASE GENERATED ALWAYS AS (
        CAST(substr(CAST(title AS BLOB), 1, 16) AS TEXT)
      ) VIRTUAL,
      UNIQUE (user, uuid)
    ) STRICT;

    CREATE INDEX task_by_creation ON task (user, shelf);
    CREATE INDEX task_by_change ON task (user, shelf, touched);
    CREATE INDEX task_by_title ON task (user, shelf, title_head);
    CREATE INDEX task_by_thread ON task (thread) WHERE thread IS NOT NULL;

    -- Not a foreign key of (thread, user): SET NULL would take the user along.
    CREATE TRIGGER task_begins_on_its_owners_thread BEFORE INSERT ON task
    WHEN new.thread IS NOT NULL
      AND (SELECT user FROM thread WHERE id = new.thread) IS NOT new.user
    BEGIN
      SELECT RAISE(ABORT, 'a task is about a thread of the same user');
    END;

    CREATE TRIGGER task_stays_on_its_owners_thread BEFORE UPDATE OF thread ON task
    WHEN new.thread IS NOT NULL
      AND (SELECT user FROM thread WHERE id = new.thread) IS NOT new.user
    BEGIN
      SELECT RAISE(ABORT, 'a task is about a thread of the same user');
    END;

    CREATE TRIGGER task_keeps_its_owner BEFORE UPDATE OF user, uuid ON task
    BEGIN
      SELECT RAISE(ABORT, 'a task keeps its user and its uuid');
    END;
    """
}
