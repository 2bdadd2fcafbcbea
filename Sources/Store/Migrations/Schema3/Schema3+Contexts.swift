extension Schema3 {
  /// Contexts: pieces of work, each with a thread of its own.
  static let contexts = """
    CREATE TABLE context (
      id INTEGER PRIMARY KEY,
      user INTEGER NOT NULL REFERENCES user ON DELETE CASCADE,
      uuid BLOB NOT NULL CHECK (length(uuid) = 16),
      -- The thread that it owns. No CASCADE: the thread goes with the context, not before it.
      thread INTEGER NOT NULL UNIQUE,
      status TEXT NOT NULL CHECK (status IN ('setup', 'active', 'completed')),
      -- {resistance, friction, direction}
      flow TEXT NOT NULL CHECK (flow GLOB '{*}' AND length(CAST(flow AS BLOB)) <= 4096),
      -- {template, tooling, features, customizations}
      config TEXT NOT NULL CHECK (config GLOB '{*}' AND length(CAST(config AS BLOB)) <= 262144),
      metadata TEXT CHECK (metadata GLOB '{*}' AND length(CAST(metadata AS BLOB)) <= 65536),
      -- The event seq of the last write to it, its thread, its actions or its previews.
      touched INTEGER NOT NULL,
      -- Fingerprint of the body it was made from: the idempotency rule.
      made BLOB NOT NULL CHECK (length(made) = 16),
      created_at INTEGER NOT NULL,
      updated_at INTEGER NOT NULL,
      -- When it was deleted softly; its thread follows by trigger.
      deleted_at INTEGER,
      UNIQUE (user, uuid),
      -- What actions and previews refer to, so that their owner is their context's.
      UNIQUE (id, user),
      FOREIGN KEY (thread, user) REFERENCES thread (id, user)
    ) STRICT;

    CREATE UNIQUE INDEX context_by_activity ON context (user, touched);
    CREATE INDEX live_context_by_activity ON context (user, touched) WHERE deleted_at IS NULL;
    CREATE INDEX context_by_status ON context (user, status, touched);
    CREATE INDEX live_context_by_status ON context (user, status, touched)
      WHERE deleted_at IS NULL;

    CREATE TRIGGER context_keeps_its_place BEFORE UPDATE OF user, uuid, thread ON context
    BEGIN
      SELECT RAISE(ABORT, 'a context keeps its user, its uuid and its thread');
    END;

    CREATE TRIGGER context_begins_with_a_live_thread BEFORE INSERT ON context
    WHEN new.deleted_at IS NOT NULL
      OR (SELECT deleted_at FROM thread WHERE id = new.thread) IS NOT NULL
    BEGIN
      SELECT RAISE(ABORT, 'a context begins with its thread, both undeleted');
    END;

    CREATE TRIGGER thread_follows_its_context AFTER UPDATE OF deleted_at ON context
    BEGIN
      UPDATE thread
      SET deleted_at = new.deleted_at, touched = new.touched, updated_at = new.updated_at
      WHERE id = new.thread;
    END;

    CREATE TRIGGER thread_is_not_deleted_alone BEFORE UPDATE OF deleted_at ON thread
    WHEN EXISTS (
      SELECT 1
      FROM context
      WHERE thread = new.id AND deleted_at IS NOT new.deleted_at
    )
    BEGIN
      SELECT RAISE(ABORT, 'a context''s thread is deleted and restored with it');
    END;

    CREATE TRIGGER context_begins_with_valid_json BEFORE INSERT ON context
    BEGIN
      SELECT count(*) FROM json_each(new.metadata);
      \(shapes)
    END;

    CREATE TRIGGER context_stays_with_valid_json BEFORE UPDATE OF flow, config, metadata ON context
    BEGIN
      SELECT count(*) FROM json_each(new.metadata);
      \(shapes)
    END;
    """

  /// The members that every flow and every config must have; a later version may write more.
  private static let shapes = """
    SELECT CASE count(DISTINCT key)
          WHEN 3 THEN 0 ELSE RAISE(ABORT, 'a flow has a resistance, a friction and a direction') END
        FROM json_each(new.flow)
        WHERE key IN ('resistance', 'friction', 'direction') AND type = 'text'
          AND length(value) BETWEEN 1 AND 64;
      SELECT CASE count(DISTINCT key)
          WHEN 4 THEN 0
          ELSE RAISE(ABORT, 'a config has a template, tooling, features and customizations') END
        FROM json_each(new.config)
        WHERE key = 'template' AND type IN ('text', 'null')
          OR key IN ('tooling', 'features') AND type = 'array'
          OR key = 'customizations' AND type = 'object';
    """
}
