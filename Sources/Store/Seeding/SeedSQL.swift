/// The statements of the seeder; the owner is always the first parameter.
enum SeedSQL {
  static let user = """
    INSERT INTO user (uuid, email, email_verified, name, preferences, created_at, updated_at)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?6)
    """

  static let seeded = "INSERT INTO seeded (user, entity, uuid) VALUES (?1, ?2, ?3)"

  static let event = """
    INSERT INTO event (user, seq, entity, uuid, change, at)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6)
    """

  static let noEvents = "DELETE FROM event WHERE user = ?1"

  static let counters = """
    SELECT change_seq, last_thread_number, last_task_number, last_context_number
    FROM user
    WHERE id = ?1
    """

  static let changes = """
    UPDATE user
    SET change_seq = ?2, last_thread_number = ?3, last_task_number = ?4, last_context_number = ?5
    WHERE id = ?1
    """

  static let thread = """
    INSERT INTO thread (user, uuid, title, model, system_prompt, touched, made, created_at,
      updated_at, number)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?8, ?9)
    """

  /// Runs after the last message of a thread.
  static let touch = """
    UPDATE thread
    SET touched = ?3, updated_at = ?4, message_count = ?5, last_message_at = ?6
    WHERE user = ?1 AND id = ?2
    """

  static let turn = """
    INSERT INTO turn (user, thread, uuid, status, model, finish_reason, attempts, prompt_tokens,
      completion_tokens, total_tokens, first_token_ms, total_ms, made, queued_at, started_at,
      ended_at)
    VALUES (?1, ?2, ?3, 'completed', ?4, 'stop', 1, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?11, ?12)
    """

  static let usage = """
    INSERT INTO usage (user, thread, model, status, prompt_tokens, completion_tokens, total_tokens,
      first_token_ms, total_ms, ended_at)
    VALUES (?1, ?2, ?3, 'completed', ?4, ?5, ?6, ?7, ?8, ?9)
    """

  static let message = """
    INSERT INTO message (user, thread, uuid, sequence, turn, role, content, prompt_tokens,
      completion_tokens, total_tokens, metadata, made, created_at)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)
    """

  static let task = """
    INSERT INTO task (user, uuid, title, description, completed_at, thread, touched, made,
      created_at, updated_at, archived_at, deleted_at, number)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)
    """

  static let context = """
    INSERT INTO context (user, uuid, thread, status, flow, config, metadata, touched, made,
      created_at, updated_at, number, last_action_number, last_preview_number)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, NULL, ?7, ?8, ?9, ?9, ?10, ?11, ?12)
    """

  static let action = """
    INSERT INTO action (user, context, uuid, type, payload, status, result, made, created_at,
      updated_at, started_at, ended_at, number)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?9, ?10, ?10, ?11)
    """

  static let preview = """
    INSERT INTO preview (user, context, uuid, url, deployment_id, status, metadata, made,
      created_at, updated_at, number)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, NULL, ?7, ?8, ?8, ?9)
    """
}
