/// Questions without an answer: their place in the thread, and which of them were withdrawn.
enum Schema12 {
  static let unanswered = """
    -- How many messages its thread had when it was asked, or when it ended without a pair; NULL
    -- where the pair says it and in turns that an older version wrote.
    ALTER TABLE turn ADD COLUMN after_sequence INTEGER CHECK (after_sequence >= 0);

    -- When its question was taken back.
    ALTER TABLE turn ADD COLUMN withdrawn_at INTEGER;

    -- Whether its question waits for an answer: it has ended, neither it nor one that asks the same
    -- has written a pair that stands, and nobody has taken it back. Changes.endTurn holds this.
    ALTER TABLE turn ADD COLUMN unanswered INTEGER NOT NULL DEFAULT 0 CHECK (
      unanswered = 0
      OR unanswered = 1 AND input IS NOT NULL AND withdrawn_at IS NULL
        AND status IN ('failed', 'cancelled', 'interrupted')
    );

    CREATE INDEX unanswered_turn ON turn (thread) WHERE unanswered = 1;
    CREATE INDEX unanswered_turn_by_user ON turn (user) WHERE unanswered = 1;

    -- What older versions left: a cancelled turn with words had a pair, which was taken back.
    UPDATE turn
    SET unanswered = 1, after_sequence = coalesce(
        (
          SELECT sequence
          FROM message
          WHERE message.thread = turn.thread AND message.created_at <= turn.ended_at
          ORDER BY sequence DESC
          LIMIT 1
        ), 0)
    WHERE input IS NOT NULL
      AND (status IN ('failed', 'interrupted') OR status = 'cancelled' AND output IS NULL)
      AND NOT EXISTS (
        WITH RECURSIVE
          original (id, retry_of) AS (
            SELECT turn.id, turn.retry_of
            UNION ALL
            SELECT before.id, before.retry_of
            FROM original
            JOIN turn AS before ON before.id = original.retry_of
          ),
          same (id) AS (
            SELECT id
            FROM original
            UNION
            SELECT again.id
            FROM same
            JOIN turn AS again ON again.retry_of = same.id
          )
        SELECT 1
        FROM same
        JOIN turn AS one ON one.id = same.id
        WHERE one.status = 'completed' OR one.status = 'cancelled' AND one.input IS NULL
      );
    """
}
