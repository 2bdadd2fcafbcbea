import ArgumentParser
import Client

/// How an answer is printed.
struct AnswerOptions: ParsableArguments {
  @Flag(
    inversion: .prefixedNo, help: "Print the answer as it comes, with --json each notification.")
  var stream: Bool?

  @Flag(help: "Print what the model says to itself, to standard error.")
  var reasoning = false

  @OptionGroup var blocks: BlockOptions

  @Flag(
    name: .shortAndLong, help: "Print the tokens and the time it took, to standard error.")
  var usage = false

  func validate() throws {
    if blocks.choice != nil, stream == true {
      throw ValidationError("A code block is printed when it is whole: leave --stream out.")
    }
  }

  func format(json: Bool) throws -> AskRun.Format {
    guard let block = blocks.choice else { return AskRun.Format(json: json, stream: stream) }
    if json { throw ClientError.usage("Choose one of --extract and --json.") }
    return .block(block)
  }
}

/// Which code block of an answer is wanted alone.
struct BlockOptions: ParsableArguments {
  @Flag(
    name: [.customShort("x"), .long],
    help: "Print nothing but the first fenced code block of the answer.")
  var extract = false

  @Flag(
    name: [.customLong("extract-last"), .customLong("xl")],
    help: "Print nothing but the last fenced code block.")
  var extractLast = false

  var choice: FencedBlock.Choice? {
    if extract { return .first }
    return extractLast ? .last : nil
  }

  func validate() throws {
    if extract, extractLast {
      throw ValidationError("Choose one of --extract and --extract-last.")
    }
  }
}

extension AskRun {
  /// A run that prints as the options say.
  convenience init(
    _ session: Session, _ turnCall: TurnCall, format: Format, _ options: AnswerOptions
  ) {
    self.init(
      session, turnCall, format: format, showsReasoning: options.reasoning,
      showsUsage: options.usage)
  }
}
