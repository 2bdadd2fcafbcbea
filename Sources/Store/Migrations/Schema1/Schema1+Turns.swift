extension Schema1 {
  /// Turns: questions to models, and their results.
  static let turns = """
    CREATE TABLE turn (
      id INTEGER PRIMARY KEY,
      user INTEGER NOT NULL,
      thread INTEGER NOT NULL,
      uuid BLOB NOT NULL CHECK (length(uuid) = 16),
      status TEXT NOT NULL CHECK (
        status IN ('queued', 'running', 'completed', 'cancelled', 'failed', 'interrupted')
      ),
      -- What was asked for, as provider/name.
      model TEXT NOT NULL CHECK (length(model) BETWEEN 1 AND 200),
      -- What was asked, until the pair is written; then it stands there alone.
      input TEXT CHECK (length(CAST(input AS BLOB)) BETWEEN 1 AND 8388608),
      -- Its own, where its thread had one before it or none.
      system_prompt TEXT CHECK (length(CAST(system_prompt AS BLOB)) BETWEEN 1 AND 262144),
      -- The user message's, until the pair is written.
      metadata TEXT CHECK (
        metadata GLOB '{*}'
        AND length(CAST(metadata AS BLOB)) <= 65536
      ),
      options TEXT CHECK (options GLOB '{*}'),
      -- What a failed or interrupted turn had said; a written pair has its own.
      output TEXT,
      reasoning TEXT,
      finish_reason TEXT,
      error TEXT CHECK (error GLOB '{*}'),
      attempts INTEGER NOT NULL DEFAULT 0 CHECK (attempts >= 0),
      retry_of INTEGER REFERENCES turn ON DELETE SET NULL,
      prompt_tokens INTEGER CHECK (prompt_tokens >= 0),
      completion_tokens INTEGER CHECK (completion_tokens >= 0),
      total_tokens INTEGER CHECK (total_tokens >= 0),
      reasoning_tokens INTEGER CHECK (reasoning_tokens >= 0),
      first_token_ms INTEGER CHECK (first_token_ms >= 0),
      total_ms INTEGER CHECK (total_ms >= 0),
      made BLOB NOT NULL CHECK (length(made) = 16),
      queued_at INTEGER NOT NULL,
      started_at INTEGER,
      ended_at INTEGER,
      UNIQUE (user, uuid),
      -- What messages refer to, so that their turn is their thread's.
      UNIQUE (id, thread),
      FOREIGN KEY (thread, user) REFERENCES thread (id, user) ON DELETE CASCADE,
      CHECK ((status IN ('queued', 'running')) = (ended_at IS NULL)),
      CHECK (status <> 'queued' OR started_at IS NULL),
      CHECK (status NOT IN ('running', 'completed') OR started_at IS NOT NULL),
      CHECK (error IS NULL OR status IN ('failed', 'interrupted'))
    ) STRICT;

    CREATE UNIQUE INDEX one_running_turn_a_thread ON turn (thread) WHERE status = 'running';
    CREATE INDEX turn_by_user ON turn (user);
    CREATE INDEX turn_by_status ON turn (user, status);
    CREATE INDEX turn_by_thread ON turn (thread);
    CREATE INDEX turn_by_original ON turn (retry_of) WHERE retry_of IS NOT NULL;
    CREATE INDEX unfinished_turn ON turn (thread) WHERE ended_at IS NULL;

    CREATE TRIGGER turn_begins_unfinished BEFORE INSERT ON turn
    WHEN new.status NOT IN ('queued', 'running')
    BEGIN
      SELECT RAISE(ABORT, 'a turn begins queued or running');
    END;

    CREATE TRIGGER turn_repeats_one_of_its_owners BEFORE INSERT ON turn
    WHEN new.retry_of IS NOT NULL
      AND (SELECT user FROM turn WHERE id = new.retry_of) IS NOT new.user
    BEGIN
      SELECT RAISE(ABORT, 'a turn repeats one of the same user');
    END;

    CREATE TRIGGER turn_moves_forward BEFORE UPDATE OF status ON turn
    WHEN new.status <> old.status AND NOT (
      old.status = 'queued' AND new.status IN ('running', 'cancelled', 'failed', 'interrupted')
      OR old.status = 'running' AND new.status <> 'queued'
    )
    BEGIN
      SELECT RAISE(ABORT, 'a turn moves forward, and an ended one not at all');
    END;

    CREATE TRIGGER turn_keeps_its_place BEFORE UPDATE OF user, thread, uuid ON turn
    BEGIN
      SELECT RAISE(ABORT, 'a turn keeps its user, its thread and its uuid');
    END;

    CREATE TRIGGER turn_begins_with_valid_json BEFORE INSERT ON turn
    BEGIN
      SELECT count(*) FROM json_each(new.metadata);
      SELECT count(*) FROM json_each(new.options);
      SELECT count(*) FROM json_each(new.error);
    END;

    CREATE TRIGGER turn_stays_with_valid_json BEFORE UPDATE OF metadata, options, error ON turn
    BEGIN
      SELECT count(*) FROM json_each(new.metadata);
      SELECT count(*) FROM json_each(new.options);
      SELECT count(*) FROM json_each(new.error);
    END;

    -- The pair rule, as far as rows can hold it: both messages or none when a turn ends, an answer
    -- directly after its question, and nothing before or after the turn runs. That a running
    -- turn has no question alone at COMMIT is held by Changes.endTurn: one savepoint for both.
    CREATE TRIGGER turn_ends_with_its_pair BEFORE UPDATE OF status ON turn
    WHEN new.status IN ('completed', 'cancelled', 'failed', 'interrupted')
      AND (SELECT count(*) FROM message WHERE turn = new.id) NOT IN (
        iif(new.status = 'completed', 2, 0), iif(new.status IN ('completed', 'cancelled'), 2, 0)
      )
    BEGIN
      SELECT RAISE(ABORT, 'a turn ends with its pair of messages, or with none');
    END;

    CREATE TRIGGER message_is_a_running_turns BEFORE INSERT ON message
    WHEN new.turn IS NOT NULL AND (SELECT status FROM turn WHERE id = new.turn) IS NOT 'running'
    BEGIN
      SELECT RAISE(ABORT, 'only a running turn writes messages');
    END;

    CREATE TRIGGER answer_follows_its_question BEFORE INSERT ON message
    WHEN new.turn IS NOT NULL AND new.role = 'assistant' AND NOT EXISTS (
      SELECT 1
      FROM message
      WHERE thread = new.thread AND sequence = new.sequence - 1 AND turn = new.turn
        AND role = 'user'
    )
    BEGIN
      SELECT RAISE(ABORT, 'an answer directly follows its question');
    END;

    -- What was said so far, in case the daemon dies.
    CREATE TABLE turn_chunk (
      turn INTEGER NOT NULL REFERENCES turn ON DELETE CASCADE,
      number INTEGER NOT NULL CHECK (number >= 1),
      text TEXT NOT NULL,
      reasoning TEXT NOT NULL,
      PRIMARY KEY (turn, number)
    ) STRICT, WITHOUT ROWID;

    CREATE TRIGGER chunk_is_a_running_turns BEFORE INSERT ON turn_chunk
    WHEN (SELECT status FROM turn WHERE id = new.turn) IS NOT 'running'
    BEGIN
      SELECT RAISE(ABORT, 'only a running turn says something');
    END;

    CREATE TRIGGER chunks_go_with_the_end AFTER UPDATE OF status ON turn
    WHEN new.ended_at IS NOT NULL
    BEGIN
      DELETE FROM turn_chunk WHERE turn = new.id;
    END;
    """
}
