extension Schema5 {
  /// The usage of turns: kept as long as the user exists, also when the thread or turn is deleted.
  static let usage = """
    -- One row for each turn that has ended, ids and numbers only. It refers to nothing but its
    -- user: a thread or turn that is deleted for good is still counted.
    CREATE TABLE usage (
      id INTEGER PRIMARY KEY,
      user INTEGER NOT NULL REFERENCES user ON DELETE CASCADE,
      -- The thread's uuid; NULL for an ephemeral turn.
      thread BLOB CHECK (length(thread) = 16),
      model TEXT NOT NULL CHECK (length(model) BETWEEN 1 AND 200),
      status TEXT NOT NULL CHECK (status IN ('completed', 'cancelled', 'failed', 'interrupted')),
      -- What the provider counted; NULL where it did not say.
      prompt_tokens INTEGER CHECK (prompt_tokens >= 0),
      completion_tokens INTEGER CHECK (completion_tokens >= 0),
      total_tokens INTEGER CHECK (total_tokens >= 0),
      reasoning_tokens INTEGER CHECK (reasoning_tokens >= 0),
      first_token_ms INTEGER CHECK (first_token_ms >= 0),
      total_ms INTEGER CHECK (total_ms >= 0),
      ended_at INTEGER NOT NULL
    ) STRICT;

    CREATE INDEX usage_by_end ON usage (user, ended_at);

    CREATE TRIGGER usage_stays_as_it_was BEFORE UPDATE ON usage
    BEGIN
      SELECT RAISE(ABORT, 'what was used stays as it was written');
    END;

    CREATE TRIGGER usage_goes_with_its_user BEFORE DELETE ON usage
    WHEN EXISTS (SELECT 1 FROM user WHERE id = old.user)
      -- What was made up was not used.
      AND NOT EXISTS (
        SELECT 1
        FROM seeded
        WHERE user = old.user AND entity = 'thread' AND uuid = old.thread
      )
    BEGIN
      SELECT RAISE(ABORT, 'what was used is forgotten with its user alone');
    END;

    -- The turns that ended before there was a ledger.
    INSERT INTO usage (user, thread, model, status, prompt_tokens, completion_tokens, total_tokens,
      reasoning_tokens, first_token_ms, total_ms, ended_at)
    SELECT turn.user, thread.uuid, turn.model, turn.status, turn.prompt_tokens,
      turn.completion_tokens, turn.total_tokens, turn.reasoning_tokens, turn.first_token_ms,
      turn.total_ms, turn.ended_at
    FROM turn
    JOIN thread ON thread.id = turn.thread
    WHERE turn.ended_at IS NOT NULL
    ORDER BY turn.id;

    -- A turn ends once: in the transaction that ends it, it enters the ledger.
    CREATE TRIGGER turn_is_counted AFTER UPDATE OF status ON turn
    WHEN old.ended_at IS NULL AND new.ended_at IS NOT NULL
    BEGIN
      INSERT INTO usage (user, thread, model, status, prompt_tokens, completion_tokens,
        total_tokens, reasoning_tokens, first_token_ms, total_ms, ended_at)
      VALUES (new.user, (SELECT uuid FROM thread WHERE id = new.thread), new.model, new.status,
        new.prompt_tokens, new.completion_tokens, new.total_tokens, new.reasoning_tokens,
        new.first_token_ms, new.total_ms, new.ended_at);
    END;
    """
}
