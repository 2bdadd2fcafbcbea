extension Schema3 {
  /// The previews of a context: addresses that show its work.
  static let previews = """
    CREATE TABLE preview (
      id INTEGER PRIMARY KEY,
      user INTEGER NOT NULL,
      context INTEGER NOT NULL,
      uuid BLOB NOT NULL CHECK (length(uuid) = 16),
      url TEXT CHECK (length(url) BETWEEN 1 AND 2048),
      deployment_id TEXT CHECK (length(deployment_id) BETWEEN 1 AND 200),
      status TEXT NOT NULL CHECK (status IN ('generating', 'live', 'error')),
      metadata TEXT CHECK (metadata GLOB '{*}' AND length(CAST(metadata AS BLOB)) <= 65536),
      made BLOB NOT NULL CHECK (length(made) = 16),
      created_at INTEGER NOT NULL,
      updated_at INTEGER NOT NULL,
      UNIQUE (user, uuid),
      FOREIGN KEY (context, user) REFERENCES context (id, user) ON DELETE CASCADE
    ) STRICT;

    CREATE INDEX preview_by_context ON preview (context);
    CREATE INDEX preview_by_status ON preview (context, status);

    CREATE TRIGGER preview_keeps_its_place BEFORE UPDATE OF user, context, uuid ON preview
    BEGIN
      SELECT RAISE(ABORT, 'a preview keeps its user, its context and its uuid');
    END;

    CREATE TRIGGER preview_begins_with_valid_json BEFORE INSERT ON preview
    BEGIN
      SELECT count(*) FROM json_each(new.metadata);
    END;

    CREATE TRIGGER preview_stays_with_valid_json BEFORE UPDATE OF metadata ON preview
    BEGIN
      SELECT count(*) FROM json_each(new.metadata);
    END;
    """
}
