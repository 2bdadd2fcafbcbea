/// What is said to models, and what they answer.
extension PagePlan {
  static let model = PagePlan(
    name: "model", claims: ["model/"],
    summary: "the models that can be asked",
    description: [
      """
      A model is named by an alias of the configuration, else `name` or `provider/name`, where the \
      first word counts as a provider only if one is configured under it. A turn asks the model it names, else its thread's, else the \
      configured one, else a single provider's only model.
      """
    ])

  static let thread = PagePlan(
    name: "thread", claims: ["thread/", "search/"],
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
      People name a thread by its `number`, by its id or the beginning of that, or by its title: \
      `thread/find` says what a name means. What `thread/revert` keeps, and branches that \
      `history/import` brings, are versions of a thread, with its id as their `copyOf`.
      """,
      """
      `thread/search` finds whatever was acknowledged before it was asked. Words match at their \
      beginning. In Chinese, Japanese, Korean, Thai, Lao, Khmer and Burmese text, and among emoji, \
      any part of a word matches.
      """,
      """
      Letters that differ in case or in marks alone are the same letter, in the scripts of Latin, \
      Greek, Cyrillic, Hebrew and Arabic: also two that a language tells apart, such as a and a \
      with a ring. So are both forms of the Greek sigma, full-width letters, ligatures and the \
      other forms of a letter. The points of Hebrew, the vowel signs of Arabic, its lengthening \
      stroke, the hamza on a letter and soft hyphens count for nothing. The letters d, h, l, o and \
      t with a stroke are found without it, the dotless i as i, the sharp s as ss, the ligatures ae \
      and oe as two letters, thorn as th, eth as d. In Arabic script teh marbuta is heh, alef \
      maksura and Farsi yeh are yeh, and keheh is kaf. What was indexed by a version that knew less \
      of this is indexed again in idle moments; until then it is found as it was before.
      """,
    ])

  static let message = PagePlan(
    name: "message", claims: ["message/"],
    summary: "the messages of a thread",
    description: [
      """
      A message is one thing that was said in a thread, by the system, the user or the assistant. \
      Turns write them in pairs, the question and the answer; `message/append` writes one without \
      asking a model. Messages never change; `thread/revert` and `turn/retry` take the last ones out.
      """
    ])

  static let turn = PagePlan(
    name: "turn", claims: ["turn/"],
    summary: "asking a model, and following what it says",
    description: [
      """
      A turn is one question to a model and what became of it. `turn/run` answers when the model \
      has finished; `turn/start` answers at once, and the connection follows the turn by its \
      notifications. `turn/retry` asks again what an ended turn was asked, and its answer takes \
      the old one's place.
      """,
      """
      A question that fails, is interrupted or is cancelled before a word is said stands in no \
      message, and no model is sent it. Its turn keeps its words and what was said to them: \
      `turn/list` with `unanswered` and `includeTexts` lists such turns, `afterSequence` says \
      where in the thread the question stands, and `turn/withdraw` takes it back.
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
}
