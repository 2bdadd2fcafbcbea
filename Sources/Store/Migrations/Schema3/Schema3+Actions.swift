extension Schema3 {
  /// The actions of a context, and their results.
  static let actions = """
    CREATE TABLE action (
      id INTEGER PRIMARY KEY,
      user INTEGER NOT NULL,
      context INTEGER NOT NULL,
      uuid BLOB NOT NULL CHECK (length(uuid) = 16),
      -- A closed list: a migration that makes the table anew lets it grow.
      type TEXT NOT NULL CHECK (
        type IN ('clone_template', 'configure_tooling', 'modify_files', 'deploy')
      ),
      payload TEXT NOT NULL CHECK (
        payload GLOB '{*}' AND length(CAST(payload AS BLOB)) <= 65536
      ),
      status TEXT NOT NULL CHECK (status IN ('pending', 'running', 'completed', 'failed')),
      result TEXT CHECK (result GLOB '{*}' AND length(CAST(result AS BLOB)) <= 65536),
      made BLOB NOT NULL CHECK (length(made) = 16),
      created_at INTEGER NOT NULL,
      updated_at INTEGER NOT NULL,
      started_at INTEGER,
      ended_at INTEGER,
      UNIQUE (user, uuid),
      FOREIGN KEY (context, user) REFERENCES context (id, user) ON DELETE CASCADE,
      CHECK ((status IN ('completed', 'failed')) = (ended_at IS NOT NULL)),
      CHECK (status <> 'pending' OR started_at IS NULL),
      CHECK (status NOT IN ('running', 'completed') OR started_at IS NOT NULL),
      CHECK (result IS NULL OR ended_at IS NOT NULL)
    ) STRICT;

    CREATE INDEX action_by_context ON action (context);
    CREATE INDEX action_by_status ON action (context, status);
    CREATE INDEX action_by_type ON action (context, type);
    CREATE INDEX ended_action ON action (context) WHERE ended_at IS NOT NULL;
    CREATE INDEX running_action ON action (context) WHERE status = 'running';

    CREATE TRIGGER action_begins_pending BEFORE INSERT ON action
    WHEN new.status <> 'pending'
    BEGIN
      SELECT RAISE(ABORT, 'an action begins pending');
    END;

    CREATE TRIGGER action_moves_forward BEFORE UPDATE OF status ON action
    WHEN NOT (
      old.status = 'pending' AND new.status IN ('running', 'failed')
      OR old.status = 'running' AND new.status IN ('completed', 'failed')
    )
    BEGIN
      SELECT RAISE(ABORT, 'an action moves forward, and an ended one not at all');
    END;

    CREATE TRIGGER action_stays_as_it_was_asked
    BEFORE UPDATE OF user, context, uuid, type, payload ON action
    BEGIN
      SELECT RAISE(ABORT, 'an action stays as it was asked');
    END;

    CREATE TRIGGER action_result_is_the_last_word BEFORE UPDATE OF result ON action
    WHEN old.ended_at IS NOT NULL
    BEGIN
      SELECT RAISE(ABORT, 'an ended action keeps its result');
    END;

    CREATE TRIGGER action_begins_with_valid_json BEFORE INSERT ON action
    BEGIN
      SELECT count(*) FROM json_each(new.payload);
      SELECT count(*) FROM json_each(new.result);
    END;

    CREATE TRIGGER action_stays_with_valid_json BEFORE UPDATE OF result ON action
    BEGIN
      SELECT count(*) FROM json_each(new.result);
    END;
    """
}
