/// What is counted, told and kept.
extension PagePlan {
  static let usage = PagePlan(
    name: "usage", claims: ["usage/"],
    summary: "what turns have used",
    description: [
      """
      Each turn that ends is written into a ledger, in the transaction that ends it: its model, how \
      it ended, the tokens that the provider counted, and how long it took. Failed, cancelled, \
      interrupted and ephemeral turns are in it. It is only ever added to: a retry counts once more, \
      a fork or an import counts nothing, and what was counted stays when a thread is deleted, also \
      for good. It holds ids and numbers, never what was said, and goes with its user.
      """
    ])

  static let event = PagePlan(
    name: "event", claims: ["event/"],
    summary: "following what changes, whoever changes it",
    description: [
      """
      Every change to something that a user owns is an event: which thing changed and how, never \
      what it says. A client that shows lists reads them once, subscribes, and reads again what \
      an event names. Events are numbered 1, 2, 3, … for each user; no number is missing and none \
      is used twice. A turn's deltas are no events.
      """,
      """
      A client that comes back gives the last number it has as `since` and is told all that it \
      has missed. Events are kept for a time, see `eventsKept` and `eventDays` in \
      `skein.conf(5)`; what is asked for and no longer kept is answered with `gone`, and the \
      client reads its lists afresh. A restored backup has another `databaseId` in `server/info`: \
      its numbers are not those you know.
      """,
    ])

  static let history = PagePlan(
    name: "history", claims: ["history/"],
    summary: "bringing in what other programs have kept",
    description: [
      """
      Each conversation becomes a thread of the caller's, and its turns are not made up: the \
      messages have no `turnId`, so `usage/summary` counts nothing of them. A message's role is \
      system, user or assistant; what a model did on its way to an answer (tool calls, their \
      results, its reasoning) is in `metadata.importedFrom` of that answer, and so are the \
      attachments of a question, by name: their bytes stay where they are. A file whose text did \
      not come along is named in brackets behind the message's text. Texts too long for \
      metadata are cut there. A system prompt that changed within a conversation stands as a \
      message where it changed.
      """,
      """
      Of `llm` the layouts of all versions since 0.5 are read, also when an upgrade lies across a \
      conversation; what the table `logs` of versions before that holds is not. Of ChatGPT the way \
      to the message that it shows becomes the thread, and each other branch a version of it where it begins with the same message, \
      else a fork with a title of its own, at most \
      64 in all. What ChatGPT itself hides is left out. Marks of citations become the links that the \
      export has for them, or are left out. Of Claude the way to the newest message becomes the \
      thread, and each other branch likewise; text that was attached stands below the question. A \
      conversation larger than 64 MiB is skipped.
      """,
      """
      Messages that an export refers to and does not have are counted as skipped. What hung on one \
      is put where the export's other references have it, or becomes a fork of its own. A file in \
      which nothing is a conversation of the program that was named is refused, and the error says \
      what it looks like.
      """,
      """
      What was imported is known again by the source's ids, whatever the file is called. Importing \
      again adds what is new: a conversation that has grown is continued in its thread, or, if \
      that was continued, reverted or emptied here since, written whole as a fork of it. A thread \
      that is deleted stays deleted; one that was deleted for good comes again. An import that was \
      interrupted goes on where it was. The file is only read; `llm` may write to it meanwhile.
      """,
    ])

  static let database = PagePlan(
    name: "db", claims: ["db/"],
    summary: "looking after the database that everything is kept in",
    description: [
      """
      These are operators' methods: whoever calls one is the uid that runs `skeind` or one listed \
      under `operators` in `skein.conf(5)`, and did not log in with a token. They run one after \
      another, beside the work of others. Paths are those of the daemon's machine.
      """,
      """
      A backup is restored by stopping the daemon, putting the copy where the database was, without \
      the files beside it that end in `-wal` and `-shm`, and starting the daemon. A daemon that was \
      given a copy made by an older version migrates it, and keeps what it was as `.pre-v` and a number.
      """,
    ])
}
