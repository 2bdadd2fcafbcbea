/// The pages about usage, events, imported histories and the database.
extension PagePlan {
  static let usage = PagePlan(
    name: "usage", claims: ["usage/"],
    summary: "the usage of turns: tokens, costs and times",
    description: [
      """
      When a turn ends, the same transaction adds a usage record: its model, its status, the \
      tokens that the provider counted, and how long it took. Failed, cancelled, interrupted and \
      ephemeral turns have one, too. Records never change: a retry adds another one, a fork or an \
      import adds none, and deleting a thread, even permanently, removes none. They hold ids and \
      numbers, never texts, and are deleted only with their user.
      """
    ])

  static let event = PagePlan(
    name: "event", claims: ["event/"],
    summary: "following changes, whichever client makes them",
    description: [
      """
      Every change to something that a user owns is an event, which says what changed and how, but \
      not the new content. A client that shows lists reads them once, subscribes, and then reads \
      each thing that an event names again. Events are numbered 1, 2, 3, … for each user, without \
      a gap or a repetition. The deltas of a turn are not events.
      """,
      """
      A client that connects again gives the number of its last event as `since`, and is sent all \
      events that it missed. Events are kept for a limited time, see `eventsKept` and `eventDays` \
      in `skein.conf(5)`; if requested events are no longer kept, the answer is `gone`, and the \
      client has to read its lists again. A restored backup has another `databaseId` in \
      `server/info`: numbers from before are then useless.
      """,
    ])

  static let history = PagePlan(
    name: "history", claims: ["history/"],
    summary: "importing the conversations of other programs",
    description: [
      """
      Each conversation becomes a thread of the caller. No turns are made for it: its messages \
      have no `turnId`, and `usage/summary` does not count them. A message's role is system, user \
      or assistant. What a model did before an answer (tool calls, their results, its reasoning) \
      is in `metadata.importedFrom` of that answer. The attachments of a question are named in its \
      metadata in the same way, but their contents are not imported. A file without text is also named in \
      brackets after the message's text. Texts that are too long for metadata are shortened there. If the system prompt changed within a conversation, the new \
      one is a message at that place.
      """,
      """
      From `llm`, the database layouts of all versions since 0.5 are read, even if a conversation \
      was continued after an upgrade; the table `logs` of older versions is not read. From \
      ChatGPT, the branch that ends with the message that ChatGPT shows becomes the thread. Each \
      other branch becomes a version of it if it begins with the same message, or else a fork with \
      a title of its own; at most 64 branches are imported. Messages that ChatGPT itself hides are \
      left out. Citation marks are replaced by the links that the export has for them, or are left \
      out. From Claude, the branch that ends with the newest message becomes the thread, and other \
      branches are treated in the same way; attached text is added below the question. A \
      conversation larger than 64 MiB is skipped.
      """,
      """
      Messages that an export refers to but does not contain are counted as skipped. The messages \
      that followed a missing one are placed by the other references of the export, or become a \
      fork of their own. A file that contains no conversation of the named program is refused, and \
      the error says what the file looks like.
      """,
      """
      Imported conversations are recognised by the ids of the source, whatever the name of the \
      file. Importing again adds only what is new: a conversation that has grown is continued in \
      its thread, or, if that thread was continued, reverted or emptied here, is imported \
      completely as a fork of it. A deleted thread stays deleted; one that was deleted permanently \
      is imported again. An interrupted import continues where it stopped. The file is only read; \
      `llm` may write to it at the same time.
      """,
    ])

  static let database = PagePlan(
    name: "db", claims: ["db/"],
    summary: "maintaining the database",
    description: [
      """
      Only operators may call these methods: the uid that runs `skeind`, or one that is listed \
      under `operators` in `skein.conf(5)`, on a connection that did not log in with a token. The \
      methods run one after another, while other calls go on. Paths are paths on the daemon's \
      machine.
      """,
      """
      To restore a backup, stop the daemon, put the copy where the database was, remove the files \
      beside it that end in `-wal` and `-shm`, and start the daemon. If the copy was made by an \
      older version, the daemon migrates it, and keeps the unmigrated copy in a file whose name \
      ends in `.pre-v` and a number.
      """,
    ])
}
