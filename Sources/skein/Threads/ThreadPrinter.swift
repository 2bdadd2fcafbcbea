import Client
import Wire

/// Prints a thread for people, message after message, each question without an answer in its place.
final class ThreadPrinter {
  private let thread: Noun.Thread
  private let turns: ThreadTurns
  private var unanswered: ArraySlice<UnansweredQuestion>
  private let unfinished: [UnfinishedTurn]
  private let console: Console
  private let showsVariants: Bool
  private let forTerminal: Bool?

  init(
    _ thread: Noun.Thread, turns: ThreadTurns, unanswered: [UnansweredQuestion],
    unfinished: [UnfinishedTurn], _ console: Console, showsVariants: Bool, forTerminal: Bool?
  ) {
    self.thread = thread
    self.turns = turns
    self.unanswered = unanswered[...]
    self.unfinished = unfinished
    self.console = console
    self.showsVariants = showsVariants
    self.forTerminal = forTerminal
  }

  /// What is known of the thread.
  func printHead() throws {
    var text = thread.title.map { console.section([$0.text]) } ?? ""
    text += console.section([
      "thread \(thread.reference)", "begun \(console.moment(thread.createdAt))",
      counted(thread.messageCount, "message"),
      thread.model.map { "model \($0.text)" }, turns.cost.map { "cost \(Cost($0))" },
    ])
    let settings =
      [
        thread.purpose.map { "purpose \($0.rawValue)" },
        thread.contextPolicy.map { "context policy \($0.rawValue)" },
      ].compactMap(\.self) + thread.optionWords
    if !settings.isEmpty { text += console.section(settings) }
    if let prompt = thread.systemPrompt {
      text += console.section(["system prompt"])
      text += console.quoted(prompt.text, isMarkdown: false, forTerminal: forTerminal)
    }
    try console.write(text)
  }

  /// `variants` gives the other turns that asked an answer's question, with their words.
  func print(
    _ message: Noun.Message, variants: (TurnID) throws -> [Noun.Turn]
  ) throws {
    let sequence = message.sequence?.number ?? .max
    try printQuestions(before: sequence)
    let turn = message.turnId
    let isAnswer = message.role == .assistant
    let replaced = turn.map { turns.variants(of: $0).count } ?? 0
    var text = console.section([
      message.role.rawValue, console.moment(message.createdAt),
      isAnswer ? turn.flatMap { turns.model(of: $0) } ?? message.importedModel : nil,
      isAnswer ? turn.flatMap { turns.finish(of: $0) } : nil,
      isAnswer && replaced > 0 && !showsVariants
        ? "\(replaced) other \(replaced == 1 ? "try" : "tries"), see --variants" : nil,
    ])
    text += console.quoted(message.content, isMarkdown: isAnswer, forTerminal: forTerminal)
    if isAnswer, let turn {
      for variant in try showsVariants ? variants(turn) : [] {
        text += console.section([
          variant.status == .completed ? "replaced" : "tried", console.moment(variant.queuedAt),
          variant.model.text, variant.status == .completed ? nil : TurnText.reason(of: variant),
        ])
        text += console.quoted(variant.output ?? "", isMarkdown: true, forTerminal: forTerminal)
      }
    }
    try console.write("\n" + text)
  }

  /// The questions that stand behind the last message, and those that wait for their answer.
  func printRest() throws {
    try printQuestions(before: .max)
    for question in unfinished {
      try console.write("\n" + console.unfinished(question, forTerminal: forTerminal))
    }
  }

  private func printQuestions(before sequence: Int) throws {
    while let question = unanswered.first, question.afterSequence < sequence {
      unanswered.removeFirst()
      try console.write("\n" + console.unanswered(question, forTerminal: forTerminal))
    }
  }
}
