/// The costs of turns.
enum Schema8 {
  static let costs = """
    -- What it cost when it ended, in billionths of the configured currency; NULL without a price or
    -- without tokens. Prices change, what was paid does not.
    ALTER TABLE turn ADD COLUMN cost_nanos INTEGER CHECK (cost_nanos >= 0);
    ALTER TABLE usage ADD COLUMN cost_nanos INTEGER CHECK (cost_nanos >= 0);

    DROP TRIGGER turn_is_counted;

    -- A turn ends once: in the transaction that ends it, it enters the ledger.
    CREATE TRIGGER turn_is_counted AFTER UPDATE OF status ON turn
    WHEN old.ended_at IS NULL AND new.ended_at IS NOT NULL
    BEGIN
      INSERT INTO usage (user, thread, model, status, prompt_tokens, completion_tokens,
        total_tokens, reasoning_tokens, first_token_ms, total_ms, ended_at, cost_nanos)
      VALUES (new.user, (SELECT uuid FROM thread WHERE id = new.thread), new.model, new.status,
        new.prompt_tokens, new.completion_tokens, new.total_tokens, new.reasoning_tokens,
        new.first_token_ms, new.total_ms, new.ended_at, new.cost_nanos);
    END;
    """
}
