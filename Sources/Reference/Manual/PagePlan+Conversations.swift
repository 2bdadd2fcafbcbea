/// The pages about models, threads, messages and turns.
extension PagePlan {
  static let model = PagePlan(
    name: "model", claims: ["model/"],
    summary: "the models that turns can use",
    description: [
      """
      A model is named by an alias from the configuration, by its `name`, or by `provider/name`. \
      The part before the slash is a provider only if a provider of that name is configured. A \
      turn uses the model that it names, or else the model of its thread, or else the configured \
      model, or else the only model of the only provider.
      """
    ])

  static let thread = PagePlan(
    name: "thread", claims: ["thread/", "search/"],
    summary: "threads, and the methods that create, show and change them",
    description: [
      """
      A thread is a conversation of one user. Its messages are numbered 1, 2, 3, … without a gap. \
      `skein-message(7)` has the methods that read and write them, `skein-turn(7)` those that ask \
      a model.
      """,
      """
      A deleted thread is hidden from lists until it is restored. `thread/get` still shows it, \
      `thread/restore` and `thread/delete` still accept it, and every other method answers \
      `notFound`.
      """,
      """
      People name a thread by its `number`, by its id or the beginning of that, or by its title; \
      `thread/find` finds the thread that a name means. The copies that `thread/revert` makes, and \
      the branches that `history/import` brings, are versions of a thread; their `copyOf` is the id \
      of that thread. The copy that `thread/fork` makes is a thread of its own.
      """,
      """
      `thread/search` finds everything that was acknowledged before the search was sent. A word of \
      the query matches the beginning of a word. In Chinese, Japanese, Korean, Thai, Lao, Khmer \
      and Burmese text, and in emoji, it matches any part of a word.
      """,
      """
      The search treats letters that differ only in case or in marks as the same letter, in the \
      Latin, Greek, Cyrillic, Hebrew and Arabic scripts, even if a language distinguishes them, \
      such as a and a with a ring. The same is true of both forms of the Greek sigma, full-width \
      letters, ligatures and other forms of a letter. It ignores the points of Hebrew, the vowel \
      signs of Arabic, its lengthening stroke, the hamza on a letter, and soft hyphens. The \
      letters d, h, l, o and t with a stroke are found without it, the dotless i as i, the sharp s \
      as ss, the ligatures ae and oe as two letters, thorn as th, eth as d. In Arabic script teh \
      marbuta is heh, alef maksura and Farsi yeh are yeh, and keheh is kaf. Messages that an older \
      version indexed without one of these rules are indexed again while the daemon is idle; until \
      then they are found by the old rules.
      """,
    ])

  static let message = PagePlan(
    name: "message", claims: ["message/"],
    summary: "the messages of a thread",
    description: [
      """
      A message is one text of a thread, from the system, the user or the assistant. A turn writes \
      two of them, the question and the answer; `message/append` writes one without calling a \
      model. Messages never change; `thread/revert` and `turn/retry` remove the last ones.
      """
    ])

  static let turn = PagePlan(
    name: "turn", claims: ["turn/"],
    summary: "asking a model, and following its output",
    description: [
      """
      A turn is one question to a model, with its answer or error. `turn/run` answers when the \
      model has finished; `turn/start` answers at once, and the connection follows the turn by its \
      notifications. `turn/retry` asks the question of an ended turn again, and the new answer \
      replaces the old one.
      """,
      """
      The question of a turn that fails, is interrupted, or is cancelled before any text arrives, \
      becomes no message, and is not sent to a model with later questions. The turn keeps the \
      question and any partial answer: `turn/list` with `unanswered` and `includeTexts` lists such \
      turns, `afterSequence` gives the place of the question in the thread, and `turn/withdraw` \
      withdraws it.
      """,
      """
      Turns of one thread run one after another in the order of their arrival; turns of different \
      threads run at the same time. A request to the model has the system prompt, the thread's \
      messages in order, and the input. The question and the answer are written to the thread \
      together, or not at all.
      """,
      """
      If the connection closes, the turn goes on and its answer is stored, unless `onDisconnect` \
      is `cancel`. Any connection of the user can watch a turn at any time: it is sent the output \
      so far and then the rest, without a gap or a repetition.
      """,
    ])
}
