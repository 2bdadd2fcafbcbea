import Wire

extension SchemaPage {
  /// What each table keeps.
  static let purposes = [
    "database": "The database itself: one row.",
    "user": "Who owns things. Everything below goes when its row does.",
    "account":
      "How a user is known elsewhere: by the kernel under a uid, by a provider under a name.",
    "session": "Tokens that let a connection speak for a user.",
    "thread": "Ordered conversations.",
    "message": "What was said, numbered 1, 2, 3, … in its thread without a gap.",
    "turn": "Questions to models and what became of them.",
    "turn_chunk":
      "What a running turn has said so far, kept about every second, so that a crash loses no more.",
    "event": "The feed: which thing changed and how, never what it says.",
    "task": "What is to be done.",
    "context": "Pieces of work, each with a thread of its own.",
    "action": "Work that is to be done for a context, and what came of it.",
    "search_mark": "How far the full-text index has come: one row.",
    "message_leaving": "Deleted messages that the index still has; empty between transactions.",
    "message_index":
      "The full-text index over messages (sqlite.org/fts5.html); its tokenizer is skein's own.",
    "usage": "The ledger: what each turn that ended has used, kept when the turn is not.",
    "erasure": "Whether deleted text may still be in the files: a row until it is not.",
    "imported": "Which conversation of another program a thread came from.",
    "seeded": "What `skeind seed` made up.",
    "recent_request":
      "When a user asked for turns within the last minute, for the quota of requests.",
    "model_list": "Which models a provider listed last, so that names are checked without asking.",
    "preview": "Where the work of a context can be looked at.",
  ]

  /// Which queries each index serves; those that UNIQUE makes serve `get` by id, and whether an id
  /// is taken.
  static let uses = [
    "message_by_turn": "the pair that a turn wrote, and that it wrote no more than one",
    "thread_by_activity": "`thread/list` with deleted ones",
    "live_thread_by_activity": "`thread/list`",
    "thread_by_original": "`thread/list` with `copiesOf`, and a thread that goes with its versions",
    "thread_by_title": "`thread/find` and `context/find` by title",
    "thread_by_number": "`thread/find` and `thread/get` by number",
    "task_by_number": "`task/find` and `task/get` by number",
    "context_by_number": "`context/find` and `context/get` by number",
    "action_by_number": "`action/get` by number",
    "preview_by_number": "`preview/get` by number",
    "thread_by_parent": "a parent that goes: its forks let go of it",
    "one_running_turn_a_thread": "the rule that turns of one thread run one after another",
    "turn_by_user": "`turn/list`",
    "turn_by_status": "`turn/list` with `status`",
    "turn_by_thread": "`turn/list` with `threadId`, and a thread that goes",
    "turn_by_original": "a turn that goes: its retries let go of it",
    "unanswered_turn": "`turn/list` with `threadId` and `unanswered`",
    "unanswered_turn_by_user": "`turn/list` with `unanswered`, and search",
    "unfinished_turn": "what a daemon that died left behind, at the next start",
    "task_by_creation":
      "`task/list` by `createdAt`, of all, open or done ones; `task/counts`; `task/archive` by age",
    "task_by_change": "`task/list` by `updatedAt`, of all, open or done ones",
    "task_by_title": "`task/list` by `title`, of all, open or done ones; `task/find` by title",
    "task_by_thread": "a thread that goes: its tasks let go of it",
    "model_list_by_provider": "the list that takes the place of the last one",
    "model_list_by_user": "a user who goes: their lists go too",
    "context_by_activity": "`context/list` with deleted ones",
    "live_context_by_activity": "`context/list`",
    "context_by_status": "`context/list` with `status` and deleted ones",
    "live_context_by_status": "`context/list` with `status`, and `context/active`",
    "action_by_context": "`action/list`, and `context/get`",
    "action_by_status": "`action/list` with `status`: what is pending",
    "action_by_type": "`action/list` with `type`",
    "ended_action": "`action/results`",
    "running_action": "what ran when a daemon stopped, at the next start",
    "imported_by_origin": "`history/import`: whether a conversation was taken before",
    "titled_thread": "`thread/search`: titles",
    "usage_by_end": "`usage/summary`, and the quota of tokens a day",
    "recent_request_by_time": "the quota of requests a minute",
    "account_by_uid": "who a peer is",
    "account_by_user": "`account/list`, and a user who goes",
    "session_by_user": "`session/list`, and a user who goes",
    "preview_by_status": "`preview/list` with `status`",
    "preview_by_context": "`preview/list`, and `context/get`",
  ]

  /// What the members of a noun are is said where the noun is declared.
  static let nouns: [String: [String: String]] = [
    "user": Noun.User.fields, "session": Noun.Session.fields, "account": Noun.Account.fields,
    "thread": Noun.Thread.fields, "message": Noun.Message.fields, "turn": Noun.Turn.fields,
    "usage": Noun.Turn.fields, "event": Noun.Event.fields, "task": Noun.Task.fields,
    "context": Noun.Context.fields, "action": Noun.Action.fields, "preview": Noun.Preview.fields,
  ]

  /// What every column of a name is, and what one of a certain table is.
  static let columns = [
    "id": "Its number here, which never leaves the daemon.",
    "uuid": "What clients call it.",
    "user": "Whose it is.",
    "thread": "The thread it is in.",
    "context": "The context it is for.",
    "made": "Fingerprint of the body it was made from: the idempotency rule.",
    "created_at": "When it was made.",
    "database.created_at": "When it was made.",
    "user.id": "Its number here; one is never used twice.",
    "session.id": "Its number here.",
    "account.id": "Its number here.",
    "thread.id": "Its number here.",
    "last_thread_number": "The last number that was given to a thread of it; none is given twice.",
    "last_task_number": "The last number that was given to a task of it.",
    "last_context_number": "The last number that was given to a context of it.",
    "last_action_number": "The last number that was given to an action of it.",
    "last_preview_number": "The last number that was given to a preview of it.",
    "turn.id": "Its number here: the order of arrival.",
    "task.id": "Its number here: the order by `createdAt`.",
    "task.title_head":
      "Its first characters, as much as the index keeps of it; those alike are sorted when listed.",
    "context.id": "Its number here.",
    "action.id": "Its number here: the order in which they were made.",
    "preview.id": "Its number here: the order in which they were made.",
    "usage.id": "Its number here.",
    "turn.options": "What the turn asked for beside the input, as JSON.",
    "turn.retry_of": "The turn whose input it asked again.",
    "turn.after_sequence":
      "How many messages its thread had when it was asked, or when it ended without a pair.",
    "turn.withdrawn_at": "When its question was taken back.",
    "turn.unanswered":
      "Whether its question waits for an answer: it has ended, nothing that asks the same has "
      + "written a pair that stands, and nobody has taken it back.",
    "turn_chunk.turn": "The running turn.",
    "turn_chunk.number": "1, 2, 3, … in the order in which it was said.",
    "turn_chunk.text": "What it said meanwhile.",
    "turn_chunk.reasoning": "What it thought meanwhile.",
    "event.uuid": "Which thing changed.",
    "imported.thread": "The thread that it became.",
    "imported.source": "The other program.",
    "seeded.entity": "What it is.",
    "search_mark.at": "The number of the last message that the index has.",
    "search_mark.unfolded_after":
      "Messages after this one and up to the next column's stand there with their letters not folded.",
    "search_mark.unfolded_through": "The last of them.",
    "message_leaving.id": "The message's number.",
    "message_leaving.content": "What it said: the index is told to forget these words.",
    "cost_nanos":
      "What it cost by its model's price when it ended, in billionths of the currency.",
    "recent_request.id": "Its number here.",
    "recent_request.at": "When the user asked.",
    "erasure.one": "There is one row at most.",
  ]
}
