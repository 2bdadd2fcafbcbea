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

  static let all = [server, user, model, thread, message, turn, event]

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
      of a connection, and that decides whose things its requests see. The uid that runs the \
      daemon has its user from the moment the database is made. What belongs to another user does \
      not exist: every method answers `notFound`.
      """
    ])

  private static let model = PagePlan(
    name: "model", claims: ["model/"],
    summary: "the models that can be asked",
    description: [
      """
      A model is named `name` or `provider/name`, where the first word counts as a provider only \
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
      notifications.
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
}
