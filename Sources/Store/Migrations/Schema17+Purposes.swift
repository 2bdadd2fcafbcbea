/// What threads are for.
enum Schema17 {
  /// The list of live threads has conversations alone, and its index holds no others: somebody who
  /// has an editor rewrite texts makes more of those than of conversations.
  static let purposes = """
    -- NULL for a conversation.
    ALTER TABLE thread ADD COLUMN purpose TEXT CHECK (purpose IN ('edit'));

    DROP INDEX live_thread_by_activity;
    CREATE INDEX live_thread_by_activity ON thread (user, touched, updated_at)
      WHERE deleted_at IS NULL AND copy_of IS NULL AND purpose IS NULL;
    """
}
