import Wire

extension SchemaPage {
  /// What each table stores.
  static let purposes = [
    "database": "The database itself: one row.",
    "user": "The owners of all other data, which is deleted together with their row.",
    "account":
      "How others identify a user: the kernel by a uid, a provider by a name.",
    "session": "Tokens with which a connection acts as a user.",
    "thread": "Ordered conversations.",
    "message": "Messages, numbered 1, 2, 3, … in their thread without a gap.",
    "turn": "Questions to models, and their results.",
    "turn_chunk":
      "The output of a running turn, stored about every second, so that a crash loses no more.",
    "event": "The event feed: which thing changed and how, never its content.",
    "task": "Tasks.",
    "context": "Pieces of work, each with a thread of its own.",
    "action": "Work to do for a context, and its results.",
    "search_mark": "The progress of the full-text index: one row.",
    "message_leaving": "Deleted messages that the index still has; empty between transactions.",
    "message_index":
      "The full-text index over messages (sqlite.org/fts5.html); its tokenizer is skein's own.",
    "usage": "The ledger: the usage of each ended turn, kept when the turn itself is deleted.",
    "erasure": "Whether deleted text may still be in the files: one row while that is so.",
    "imported": "The conversation of another program that a thread was imported from.",
    "seeded": "The data that `skeind seed` wrote.",
    "recent_request":
      "A user's requests for turns in the last minute, for the quota of requests.",
    "model_list": "The last model list of a provider, so that names are checked without asking it.",
    "preview": "Addresses at which the work of a context can be seen.",
  ]

  /// The queries that each index serves. The indexes of UNIQUE constraints serve `get` by id, and
  /// the check whether an id is taken.
  static let uses = [
    "message_by_turn": "the pair that a turn wrote, and the rule that it writes only one",
    "thread_by_activity": "`thread/list` with deleted threads, versions or `includeEdits`",
    "live_thread_by_activity": "`thread/list`",
    "thread_by_original":
      "`thread/list` with `copiesOf`, and the deletion of a thread with its versions",
    "thread_by_title": "`thread/find` and `context/find` by title",
    "thread_by_number": "`thread/find` and `thread/get` by number",
    "task_by_number": "`task/find` and `task/get` by number",
    "context_by_number": "`context/find` and `context/get` by number",
    "action_by_number": "`action/get` by number",
    "preview_by_number": "`preview/get` by number",
    "thread_by_parent": "the deletion of a parent, which clears the reference of its forks",
    "one_running_turn_a_thread": "the rule that turns of one thread run one after another",
    "turn_by_user": "`turn/list`",
    "turn_by_status": "`turn/list` with `status`",
    "turn_by_thread": "`turn/list` with `threadId`, and the deletion of a thread",
    "turn_by_original": "the deletion of a turn, which clears the reference of its retries",
    "unanswered_turn": "`turn/list` with `threadId` and `unanswered`",
    "unanswered_turn_by_user": "`turn/list` with `unanswered`, and search",
    "unfinished_turn": "the search, at the start, for turns that a daemon has left unfinished",
    "task_by_creation":
      "`task/list` by `createdAt`, of all, open or done ones; `task/counts`; `task/archive` by age",
    "task_by_change": "`task/list` by `updatedAt`, of all, open or done ones",
    "task_by_title": "`task/list` by `title`, of all, open or done ones; `task/find` by title",
    "task_by_thread": "the deletion of a thread, which clears the reference of its tasks",
    "model_list_by_provider": "the list that replaces the last one",
    "model_list_by_user": "the deletion of a user with their lists",
    "context_by_activity": "`context/list` with deleted ones",
    "live_context_by_activity": "`context/list`",
    "context_by_status": "`context/list` with `status` and deleted ones",
    "live_context_by_status": "`context/list` with `status`, and `context/active`",
    "action_by_context": "`action/list`, and `context/get`",
    "action_by_status": "`action/list` with `status`, for pending actions for instance",
    "action_by_type": "`action/list` with `type`",
    "ended_action": "`action/results`",
    "running_action": "the search, at the start, for actions that ran when a daemon stopped",
    "imported_by_origin": "`history/import`: whether a conversation was imported before",
    "titled_thread": "`thread/search`: titles",
    "usage_by_end": "`usage/summary`, and the quota of tokens a day",
    "recent_request_by_time": "the quota of requests a minute",
    "account_by_uid": "the user of a peer",
    "account_by_user": "`account/list`, and the deletion of a user",
    "session_by_user": "`session/list`, and the deletion of a user",
    "preview_by_status": "`preview/list` with `status`",
    "preview_by_context": "`preview/list`, and `context/get`",
  ]

  /// The members of a noun are described where the noun is declared.
  static let nouns: [String: [String: String]] = [
    "user": Noun.User.fields, "session": Noun.Session.fields, "account": Noun.Account.fields,
    "thread": Noun.Thread.fields, "message": Noun.Message.fields, "turn": Noun.Turn.fields,
    "usage": Noun.Turn.fields, "event": Noun.Event.fields, "task": Noun.Task.fields,
    "context": Noun.Context.fields, "action": Noun.Action.fields, "preview": Noun.Preview.fields,
  ]

  /// The description of every column of a name, or of a column in one table.
  static let columns = [
    "id": "Its row number, which clients never see.",
    "uuid": "Its id for clients.",
    "user": "Its owner.",
    "thread": "The thread that it belongs to.",
    "context": "The context that it belongs to.",
    "made": "Fingerprint of the params that it was created from, for the idempotency rule.",
    "created_at": "When it was created.",
    "database.created_at": "When it was created.",
    "user.id": "Its row number, which is never used again.",
    "session.id": "Its row number.",
    "account.id": "Its row number.",
    "thread.id": "Its row number.",
    "last_thread_number": "The number of its newest thread; no number is given twice.",
    "last_task_number": "The number of its newest task.",
    "last_context_number": "The number of its newest context.",
    "last_action_number": "The number of its newest action.",
    "last_preview_number": "The number of its newest preview.",
    "turn.id": "Its row number: the order of arrival.",
    "task.id": "Its row number: the order by `createdAt`.",
    "task.title_head":
      "The first characters of the title, as in the index; equal ones are sorted when listed.",
    "context.id": "Its row number.",
    "action.id": "Its row number: the order of creation.",
    "preview.id": "Its row number: the order of creation.",
    "usage.id": "Its row number.",
    "turn.options": "The model options of the turn, as JSON.",
    "turn.retry_of": "The turn that it retries.",
    "turn.after_sequence":
      "How many messages its thread had when it was created, or when it ended without a pair.",
    "turn.withdrawn_at": "When its question was withdrawn.",
    "turn.unanswered":
      "Whether its question has no answer: it has ended, no turn with the same question has "
      + "written a pair that is in the thread, and the question was not withdrawn.",
    "turn_chunk.turn": "The running turn.",
    "turn_chunk.number": "1, 2, 3, … in the order of the output.",
    "turn_chunk.text": "The text of this part.",
    "turn_chunk.reasoning": "The reasoning of this part.",
    "event.uuid": "The id of the thing that changed.",
    "imported.thread": "The thread of the imported conversation.",
    "imported.source": "The program that it was imported from.",
    "seeded.entity": "The kind of the thing.",
    "search_mark.at": "The row number of the last message in the index.",
    "search_mark.unfolded_after":
      "Messages after this one, up to the next column's, are in the index with letters not folded.",
    "search_mark.unfolded_through": "The last of these messages.",
    "message_leaving.id": "The message's row number.",
    "message_leaving.content": "The message's text, which is to be removed from the index.",
    "cost_nanos":
      "Its cost by its model's price when it ended, in billionths of the currency.",
    "recent_request.id": "Its row number.",
    "recent_request.at": "The time of the request.",
    "erasure.one": "Always 1: there is one row at most.",
  ]
}
