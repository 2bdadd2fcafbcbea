/// Imported threads, at their place in time among the others.
enum Schema16 {
  /// `touched` is the event of a thread's last change in skein. A thread that was last continued in
  /// another program gets the `touched` of the newest thread that is not newer than it, and
  /// `updated_at` orders threads with the same value. Before, such a thread was listed by the time
  /// of its import.
  static let places = """
    DROP INDEX thread_by_activity;
    DROP INDEX live_thread_by_activity;
    DROP INDEX thread_by_original;

    UPDATE thread
    SET touched = place.touched
    FROM (
      SELECT thread.id, imported.thread IS NOT NULL AS is_imported,
        coalesce(
          max(CASE WHEN imported.thread IS NULL THEN thread.touched END) OVER (
            PARTITION BY thread.user
            ORDER BY thread.updated_at, imported.thread IS NOT NULL
          ), 0) AS touched
      FROM thread
      LEFT JOIN imported ON imported.thread = thread.id
    ) AS place
    WHERE thread.id = place.id AND place.is_imported;

    CREATE INDEX thread_by_activity ON thread (user, touched, updated_at);
    CREATE INDEX live_thread_by_activity ON thread (user, touched, updated_at)
      WHERE deleted_at IS NULL AND copy_of IS NULL;
    CREATE INDEX thread_by_original ON thread (copy_of, touched, updated_at)
      WHERE copy_of IS NOT NULL;
    """
}
