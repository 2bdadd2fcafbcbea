/// The models of providers, and the options of threads.
enum Schema14 {
  static let models = """
    -- What its turns ask of the model unless they say so themselves; NULL is as the configuration
    -- says.
    ALTER TABLE thread ADD COLUMN options TEXT CHECK (options GLOB '{*}');

    CREATE TRIGGER thread_begins_with_valid_options BEFORE INSERT ON thread
    WHEN new.options IS NOT NULL
    BEGIN
      SELECT count(*) FROM json_each(new.options);
    END;

    CREATE TRIGGER thread_stays_with_valid_options BEFORE UPDATE OF options ON thread
    WHEN new.options IS NOT NULL
    BEGIN
      SELECT count(*) FROM json_each(new.options);
    END;

    -- What a provider listed last, so that a name is checked without asking it again.
    CREATE TABLE model_list (
      id INTEGER PRIMARY KEY,
      -- Its name in the configuration.
      provider TEXT NOT NULL CHECK (length(provider) BETWEEN 1 AND 64),
      -- Whose own key it was asked with; NULL for the configured one.
      user INTEGER REFERENCES user ON DELETE CASCADE,
      -- Fingerprint of its base URL: with another one it is another provider.
      source BLOB NOT NULL CHECK (length(source) = 16),
      -- An array of names; NULL when it has no list, and takes any name.
      names TEXT CHECK (names GLOB '[[]*]'),
      -- When it said so.
      listed_at INTEGER NOT NULL
    ) STRICT;

    CREATE TRIGGER model_list_begins_with_valid_names BEFORE INSERT ON model_list
    BEGIN
      SELECT count(*) FROM json_each(new.names);
    END;

    CREATE TRIGGER model_list_stays_with_valid_names BEFORE UPDATE OF names ON model_list
    BEGIN
      SELECT count(*) FROM json_each(new.names);
    END;

    CREATE UNIQUE INDEX model_list_by_provider ON model_list (provider, coalesce(user, 0));
    CREATE INDEX model_list_by_user ON model_list (user) WHERE user IS NOT NULL;
    """
}
