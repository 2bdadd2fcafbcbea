extension Schema11 {
  /// Numbers that people type in place of ids: 1, 2, 3, … for each user's threads, tasks and
  /// contexts, and for each context's actions and previews. Existing rows are numbered in order of
  /// creation.
  static let numbers =
    [
      (noun: "thread", owner: "user"), ("task", "user"), ("context", "user"),
      ("action", "context"), ("preview", "context"),
    ].map { number($0.noun, within: $0.owner) }.joined(separator: "\n\n")

  private static func number(_ noun: String, within owner: String) -> String {
    """
    -- The last number that was given to a \(noun) of it; none is given twice.
    ALTER TABLE \(owner) ADD COLUMN last_\(noun)_number INTEGER NOT NULL DEFAULT 0
      CHECK (last_\(noun)_number >= 0);

    -- What people call it, counted for each \(owner).
    ALTER TABLE \(noun) ADD COLUMN number INTEGER CHECK (number >= 1);

    UPDATE \(noun)
    SET number = counted.number
    FROM (
      SELECT id, row_number() OVER (PARTITION BY \(owner) ORDER BY id) AS number
      FROM \(noun)
    ) AS counted
    WHERE counted.id = \(noun).id;

    CREATE UNIQUE INDEX \(noun)_by_number ON \(noun) (\(owner), number);

    UPDATE \(owner)
    SET last_\(noun)_number =
      (SELECT coalesce(max(number), 0) FROM \(noun) WHERE \(noun).\(owner) = \(owner).id);

    CREATE TRIGGER \(noun)_has_the_next_number BEFORE INSERT ON \(noun)
    WHEN new.number IS NOT NULL
      AND new.number IS NOT
        (SELECT last_\(noun)_number + 1 FROM \(owner) WHERE id = new.\(owner))
    BEGIN
      SELECT RAISE(ABORT, 'a \(noun) has the number after its \(owner)''s last');
    END;

    -- One that was written without a number gets it.
    CREATE TRIGGER \(noun)_is_numbered AFTER INSERT ON \(noun)
    BEGIN
      UPDATE \(owner)
      SET last_\(noun)_number = last_\(noun)_number + 1
      WHERE id = new.\(owner);

      UPDATE \(noun)
      SET number = (SELECT last_\(noun)_number FROM \(owner) WHERE id = new.\(owner))
      WHERE id = new.id AND number IS NULL;
    END;

    CREATE TRIGGER \(noun)_keeps_its_number BEFORE UPDATE OF number ON \(noun)
    WHEN old.number IS NOT NULL
    BEGIN
      SELECT RAISE(ABORT, 'a \(noun) keeps its number');
    END;
    """
  }
}
