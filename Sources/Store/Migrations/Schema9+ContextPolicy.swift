/// The policy for threads longer than their model's context, and how turns applied it.
enum Schema9 {
  static let contextPolicy = """
    -- NULL is as the configuration says.
    ALTER TABLE thread ADD COLUMN context_policy TEXT
      CHECK (context_policy IN ('error', 'dropOldest'));

    -- How many of the thread's oldest messages the model was not sent; NULL for none.
    ALTER TABLE turn ADD COLUMN dropped_messages INTEGER CHECK (dropped_messages >= 1);
    """
}
