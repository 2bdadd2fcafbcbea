/// More about users: accounts that are unique for each user, lists of sessions, and erasure that
/// survives a restart of the daemon.
enum Schema6 {
  static let people = """
    -- Fingerprint of the body it was made from: the idempotency rule. NULL for a uid's own user.
    ALTER TABLE user ADD COLUMN made BLOB CHECK (length(made) = 16);

    -- Anew, because who is known by what elsewhere is each user's own affair: only a uid is one
    -- user's alone.
    ALTER TABLE account RENAME TO former_account;

    CREATE TABLE account (
      id INTEGER PRIMARY KEY,
      user INTEGER NOT NULL REFERENCES user ON DELETE CASCADE,
      uuid BLOB NOT NULL CHECK (length(uuid) = 16),
      -- 'unix' for the uid that the kernel vouches for, else who knows the user by account_id.
      provider_id TEXT NOT NULL CHECK (length(provider_id) BETWEEN 1 AND 200),
      account_id TEXT NOT NULL CHECK (length(account_id) BETWEEN 1 AND 200),
      -- Sealed for this very row; it never leaves the daemon.
      secret BLOB CHECK (length(secret) BETWEEN 28 AND 8192),
      created_at INTEGER NOT NULL,
      updated_at INTEGER NOT NULL,
      UNIQUE (user, uuid),
      UNIQUE (user, provider_id, account_id),
      CHECK (provider_id <> 'unix' OR secret IS NULL)
    ) STRICT;

    INSERT INTO account
    SELECT id, user, uuid, provider_id, account_id, secret, created_at, updated_at
    FROM former_account;

    DROP TABLE former_account;

    CREATE UNIQUE INDEX account_by_uid ON account (account_id) WHERE provider_id = 'unix';
    CREATE INDEX account_by_user ON account (user);
    CREATE INDEX session_by_user ON session (user);

    CREATE TRIGGER account_keeps_its_place
    BEFORE UPDATE OF user, uuid, provider_id, account_id ON account
    BEGIN
      SELECT RAISE(ABORT, 'an account stays who it is');
    END;

    CREATE TRIGGER session_keeps_its_place BEFORE UPDATE OF user, uuid, token_hash ON session
    BEGIN
      SELECT RAISE(ABORT, 'a session keeps its user, its uuid and its token');
    END;

    -- There is a row while deleted text may be in the files: who dies while erasing it goes on
    -- when it is started again.
    CREATE TABLE erasure (
      one INTEGER PRIMARY KEY CHECK (one = 1),
      -- How many deletions it is for; one that has come since keeps the row.
      number INTEGER NOT NULL CHECK (number >= 1)
    ) STRICT;
    """
}
