/// The beginning of a task's title, as its index stores it.
enum Schema10 {
  /// Schema 2 cut it after sixteen bytes, sometimes within a character: the result was not valid
  /// text, and other programs that read the file failed on it. The column is dropped and added
  /// again, so that its values and its index are right.
  static let taskTitles = """
    DROP INDEX task_by_title;
    ALTER TABLE task DROP COLUMN title_head;

    -- Its first characters, as much as the index keeps of it; those alike are sorted when listed.
    ALTER TABLE task ADD COLUMN title_head TEXT COLLATE NOCASE GENERATED ALWAYS AS (
      substr(title, 1, 16)
    ) VIRTUAL;

    CREATE INDEX task_by_title ON task (user, shelf, title_head);
    """
}
