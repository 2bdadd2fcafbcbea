extension Schema1 {
  /// Users, and the accounts and sessions that identify them.
  static let users = """
    CREATE TABLE database (
      -- There is one row.
      one INTEGER PRIMARY KEY CHECK (one = 1),
      -- Which database this is; a restored backup gets another.
      uuid BLOB NOT NULL CHECK (length(uuid) = 16),
      created_at INTEGER NOT NULL
    ) STRICT;

    CREATE TABLE user (
      -- AUTOINCREMENT: an owner in memory never meets another user under its number.
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      uuid BLOB NOT NULL UNIQUE CHECK (length(uuid) = 16),
      -- ASCII letters in lower case, so that UNIQUE ignores case as mail does.
      email TEXT NOT NULL UNIQUE CHECK (
        email = lower(email) AND email LIKE '_%@_%' AND length(email) <= 320
        AND email NOT GLOB '*[' || char(1) || '-' || char(32) || ']*'
      ),
      email_verified INTEGER NOT NULL DEFAULT 0 CHECK (email_verified IN (0, 1)),
      name TEXT CHECK (length(name) >= 1),
      image TEXT CHECK (length(image) >= 1),
      -- The clients' own object.
      preferences TEXT NOT NULL DEFAULT '{}' CHECK (
        preferences GLOB '{*}'
        AND length(CAST(preferences AS BLOB)) <= 65536
      ),
      -- The seq of the newest event: how many changes there were so far.
      change_seq INTEGER NOT NULL DEFAULT 0 CHECK (change_seq >= 0),
      created_at INTEGER NOT NULL,
      updated_at INTEGER NOT NULL
    ) STRICT;

    -- json_each refuses what is no JSON. A CHECK can't ask json_valid(): up to SQLite 3.40 it
    -- counts as unsafe in a schema that is not trusted.
    CREATE TRIGGER user_begins_with_valid_json BEFORE INSERT ON user
    BEGIN
      SELECT count(*) FROM json_each(new.preferences);
    END;

    CREATE TRIGGER user_stays_with_valid_json BEFORE UPDATE OF preferences ON user
    BEGIN
      SELECT count(*) FROM json_each(new.preferences);
    END;

    CREATE TABLE account (
      id INTEGER PRIMARY KEY,
      user INTEGER NOT NULL REFERENCES user ON DELETE CASCADE,
      uuid BLOB NOT NULL CHECK (length(uuid) = 16),
      -- 'unix' for the uid that the kernel vouches for, else who vouches.
      provider_id TEXT NOT NULL CHECK (length(provider_id) BETWEEN 1 AND 200),
      account_id TEXT NOT NULL CHECK (length(account_id) BETWEEN 1 AND 200),
      -- Sealed; it never leaves the daemon.
      secret BLOB,
      created_at INTEGER NOT NULL,
      updated_at INTEGER NOT NULL,
      UNIQUE (user, uuid),
      UNIQUE (provider_id, account_id)
    ) STRICT;

    CREATE TABLE session (
      id INTEGER PRIMARY KEY,
      user INTEGER NOT NULL REFERENCES user ON DELETE CASCADE,
      uuid BLOB NOT NULL CHECK (length(uuid) = 16),
      name TEXT CHECK (length(name) >= 1),
      -- SHA-256 of the token, which itself is nowhere.
      token_hash BLOB NOT NULL UNIQUE CHECK (length(token_hash) = 32),
      created_at INTEGER NOT NULL,
      expires_at INTEGER,
      last_used_at INTEGER,
      UNIQUE (user, uuid)
    ) STRICT;
    """
}
