/// One generated page: which methods are on it, and what is said before them.
struct PagePlan: Sendable {
  /// The page is `skein-`name`(7)`.
  let name: String
  /// Whole names, or what methods and notifications begin with, up to the slash.
  let claims: [String]
  let summary: String
  let description: [String]

  func claims(_ method: String) -> Bool {
    claims.contains { $0.hasSuffix("/") ? method.hasPrefix($0) : method == $0 }
  }

  static let all = [
    server, user, session, account, model, thread, message, turn, task, context, action, preview,
    usage, event, history, database,
  ]

  private static let server = PagePlan(
    name: "server", claims: ["ping", "rpc.discover", "server/"],
    summary: "methods about the daemon itself",
    description: [
      """
      These methods say whether `skeind` is there, what it is and how it is doing, and describe \
      the protocol. They need no thread and change none.
      """
    ])

  private static let user = PagePlan(
    name: "user", claims: ["user/", "auth/"],
    summary: "the user a connection speaks for",
    description: [
      """
      Everything that `skeind` keeps belongs to a user. The kernel says who is at the other end \
      of a connection, and that decides whose things its requests see, until `auth/login` says otherwise. The uid that runs the \
      daemon has its user from the moment the database is made. What belongs to another user does \
      not exist: every method answers `notFound`.
      """,
      """
      An operator is the daemon's own uid, or one that the setting `operators` lists, on a \
      connection that has not logged in with a token. `user/create`, `user/list`, `session/create` \
      with `userId` and `server/shutdown` are for operators; they are answered with `forbidden` \
      to others.
      """,
      """
      What `user/delete` erases, and what `thread/delete`, `task/delete` and `context/delete` with \
      `permanent` or `preview/delete` do, leaves the database, its log and the copies that were \
      made before migrations, which are removed. A program that reads the database for long, such \
      as a replicator or a shell that was left open, delays it; `skeind` tries again until it is \
      done, also after it was restarted. Beyond reach are backups, replicas and exports that were \
      written elsewhere, what a file system keeps of former blocks, and what a model's provider \
      was sent.
      """,
    ])

  private static let session = PagePlan(
    name: "session", claims: ["session/"],
    summary: "tokens that let a connection speak for a user",
    description: [
      """
      A container, another uid or a socket that was forwarded has no uid that `skeind` knows, or the \
      wrong one. A session gives it a token: `session/create` shows it once, and `auth/login` on \
      its connection makes that connection speak for the token's user. `skein(1)` does it with the \
      token in `SKEIN_TOKEN`.
      """,
      """
      A token is 256 random bits. `skeind` keeps its SHA-256 and nothing else of it, and looks at \
      each request whether it has expired or was revoked: then the request is answered with \
      `unauthenticated`. A connection that has logged in uses no operator's method. Which uids \
      may connect at all is for the setting `others` to say, see `skein.conf(5)`.
      """,
    ])

  private static let account = PagePlan(
    name: "account", claims: ["account/"],
    summary: "how a user is known elsewhere, and their own keys of model providers",
    description: [
      """
      A uid is an account of the provider `unix`, which the kernel vouches for. Every other account \
      is the user's own note of who they are elsewhere, and may keep a secret. When the account's \
      `providerId` is the name of a configured provider, the secret is the key for this user's \
      turns and `model/list` there, before the one that is configured; of several the one that was \
      linked last. `skein key` sets, lists and removes such keys.
      """,
      """
      Secrets are sealed with AES-GCM, each for its own row, by a key that is not in the database: \
      a file beside it, its name with `.key` behind it, mode 0600 and made when it is first needed, \
      or the credential `skein.key` in `$CREDENTIALS_DIRECTORY`. A copy of the database \
      without that file gives no secret away, and without it nobody can use what was sealed: back \
      up both, in different places. It protects against neither somebody who can read the files of \
      the daemon's uid, nor who can read the daemon's memory, nor root.
      """,
    ])

  private static let model = PagePlan(
    name: "model", claims: ["model/"],
    summary: "the models that can be asked",
    description: [
      """
      A model is named by an alias of the configuration, else `name` or `provider/name`, where the first word counts as a provider only \
      if one is configured under it. A turn asks the model it names, else its thread's, else the \
      configured one, else a single provider's only model.
      """
    ])

  private static let thread = PagePlan(
    name: "thread", claims: ["thread/"],
    summary: "threads, and the methods that make, show and change them",
    description: [
      """
      A thread is an ordered conversation of one user. Its messages are numbered 1, 2, 3, … \
      without a gap. `skein-message(7)` has the methods that read and write them, \
      `skein-turn(7)` those that ask a model.
      """,
      """
      A deleted thread is out of lists until it is restored. `thread/get` still shows it, \
      `thread/restore` and `thread/delete` still reach it, and every other method answers \
      `notFound`.
      """,
      """
      `thread/search` finds whatever was acknowledged before it was asked. Words match at their \
      beginning, without regard to case and diacritics. In Chinese, Japanese, Korean, Thai, Lao, \
      Khmer and Burmese text, and among emoji, any part of a word matches. A full-width letter is \
      another letter than the usual one.
      """,
    ])

  private static let message = PagePlan(
    name: "message", claims: ["message/"],
    summary: "the messages of a thread",
    description: [
      """
      A message is one thing that was said in a thread, by the system, the user or the assistant. \
      Turns write them in pairs, the question and the answer; `message/append` writes one without \
      asking a model. Messages never change.
      """
    ])

  private static let turn = PagePlan(
    name: "turn", claims: ["turn/"],
    summary: "asking a model, and following what it says",
    description: [
      """
      A turn is one question to a model and what became of it. `turn/run` answers when the model \
      has finished; `turn/start` answers at once, and the connection follows the turn by its \
      notifications. `turn/retry` asks again what an ended turn was asked.
      """,
      """
      Turns of one thread run one after another in the order they arrived; turns of different \
      threads run at once. The model is sent the system prompt, the thread's messages in order, \
      and the input. The question and the answer are written to the thread together, or not at all.
      """,
      """
      Closing the connection does not lose the answer unless `onDisconnect` is `cancel`. Any \
      connection of the user can watch a turn at any moment: it is told what was said so far and \
      then the rest, without a gap and without a repeat.
      """,
    ])

  private static let task = PagePlan(
    name: "task", claims: ["task/"],
    summary: "what is to be done, and the methods that make, show and change it",
    description: [
      """
      A task is a thing to be done: a title, perhaps a description, perhaps the thread it is \
      about. It outlives that thread: when the thread is deleted for good, the task stays without \
      one.
      """,
      """
      A completed task can be archived: it is then out of lists, and still counted. A deleted task \
      is out of lists until it is restored. `task/get` still shows it, `task/restore` and \
      `task/delete` still reach it, and every other method answers `notFound`.
      """,
    ])

  private static let context = PagePlan(
    name: "context", claims: ["context/"],
    summary: "pieces of work: a thread, what was decided for it, and what was done for it",
    description: [
      """
      A context owns one thread, and holds how its work is to go, what it is made from, the actions \
      that are to be done for it and the previews of what came of them. `skein-action(7)` and \
      `skein-preview(7)` have the methods of those; its messages and turns are those of its thread.
      """,
      """
      The thread is made, deleted and restored with its context, never alone: `thread/delete` and \
      `thread/restore` answer `invalidState` and name the context. Everything else that can be done \
      with a thread can be done with this one; a fork of it belongs to no context.
      """,
      """
      A status is what clients say it is: `skeind` reads it only to find the active context, and \
      nothing moves it but `context/update`.
      """,
    ])

  private static let action = PagePlan(
    name: "action", claims: ["action/"],
    summary: "work that is to be done for a context, and what came of it",
    description: [
      """
      An action is written down by a client, taken up by a client and ended by a client; today \
      `skeind` itself runs none. It keeps the order: an action begins pending, becomes running, then \
      completed or failed, and never goes back. Declining one is failing it while it is pending. Of \
      many clients that take one up at once exactly one succeeds.
      """,
      """
      An action that is running when the daemon stops, or dies, has nobody to tell how it went. When \
      the daemon starts again it has failed, its result has the member `error`, `the daemon stopped \
      while this action was running`, and an event tells of it. Whether its work was done must be looked up where it was to happen; doing it again is a \
      new action.
      """,
      """
      The list of types is closed: an unknown one is `invalidParams`. It grows with versions of \
      `skeind`, by a migration of the database and never by configuration, and types do not go. \
      `rpc.discover` says which there are; a client should show one that it does not know, and \
      leave it to others to run.
      """,
    ])

  private static let preview = PagePlan(
    name: "preview", claims: ["preview/"],
    summary: "where the work of a context can be looked at",
    description: [
      """
      A preview says where something that a context made can be seen, and whether it can yet. It is \
      generating until somebody says that it is live or that there was an error; from there it may \
      become anything again, as when it is deployed anew. Clients make previews and move them; today \
      `skeind` itself neither makes one nor looks whether it is there.
      """,
      """
      `url` is not looked into: whoever opens it decides which schemes to trust.
      """,
    ])

  private static let usage = PagePlan(
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

  private static let event = PagePlan(
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

  private static let database = PagePlan(
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

  private static let history = PagePlan(
    name: "history", claims: ["history/"],
    summary: "bringing in what other programs have kept",
    description: [
      """
      Each conversation becomes a thread of the caller's, and its turns are not made up: the \
      messages have no `turnId`, so `usage/summary` counts nothing of them. A message's role is \
      system, user or assistant; what a model did on its way to an answer (tool calls, their \
      results, its reasoning) is in `metadata.importedFrom` of that answer, and so are the \
      attachments of a question, by name: their bytes stay where they are. Texts too long for \
      metadata are cut there. A system prompt that changed within a conversation stands as a \
      message where it changed.
      """,
      """
      Of `llm` the layouts of all versions since 0.5 are read, also when an upgrade lies across a \
      conversation; what the table `logs` of versions before that holds is not. Of ChatGPT the way \
      to the message that it shows becomes the thread, and each other branch a fork of it, at most \
      64 in all. What ChatGPT itself hides is left out. A conversation larger than 64 MiB is skipped.
      """,
      """
      What was imported is known again by the source's ids, whatever the file is called. Importing \
      again adds what is new: a conversation that has grown is continued in its thread, or, if \
      that was continued, reverted or emptied here since, written whole as a fork of it. A thread \
      that is deleted stays deleted; one that was deleted for good comes again. An import that was \
      interrupted goes on where it was. The file is only read; `llm` may write to it meanwhile.
      """,
    ])
}
