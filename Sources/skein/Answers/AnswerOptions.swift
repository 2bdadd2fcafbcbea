import ArgumentParser
import Client

/// How an answer is printed.
struct AnswerOptions: ParsableArguments {
  @Flag(
    inversion: .prefixedNo,
    help: "Stream the answer, or print it when it is complete; with --json, stream notifications.")
  var stream: Bool?

  @Flag(help: "Print the model's reasoning to standard error.")
  var reasoning = false

  @OptionGroup var blocks: BlockOptions

  @Option(
    help: ArgumentHelp(
      "Write the complete answer to this file; a terminal shows the difference and asks first.",
      valueName: "file"),
    completion: .file())
  var output: String?

  @Flag(
    name: .shortAndLong, help: "Print the tokens, time and cost to standard error.")
  var usage = false

  func validate() throws {
    if blocks.choice != nil, stream == true {
      throw ValidationError("A code block is printed when it is whole: leave --stream out.")
    }
  }

  /// What the answer has to be, and how it is printed; nothing may be asked before this is known.
  /// `files` are those that -o named.
  func demands(
    schema: AnswerSchema? = nil, files: [String] = [], json: Bool
  ) throws -> AnswerDemands {
    let files = files + (output.map { [$0] } ?? [])
    guard files.count < 2 else {
      throw ClientError.usage("An answer is written to one file, not to \(files.count).")
    }
    let file = try files.first { $0 != StandardInput.mark }.map { try OutputFile($0) }
    let demands = AnswerDemands(block: blocks.choice, schema: schema, file: file)
    if json, demands.block != nil {
      throw ClientError.usage("Choose one of --extract and --json.")
    }
    if !json, stream == true, demands.areAny {
      throw ClientError.usage(
        "With --schema or --output an answer is given out when it is whole: leave --stream out.")
    }
    return demands
  }
}

/// Which code block of an answer is wanted alone.
struct BlockOptions: ParsableArguments {
  @Flag(
    name: [.customShort("x"), .long],
    help: "Print only the first fenced code block of the answer.")
  var extract = false

  @Flag(
    name: [.customLong("extract-last"), .customLong("xl")],
    help: "Print only the last fenced code block of the answer.")
  var extractLast = false

  var choice: FencedBlock.Choice? {
    if extract { return .first }
    return extractLast ? .last : nil
  }

  func validate() throws {
    try refuseSeveral(of: ("--extract", extract), ("--extract-last", extractLast))
  }
}

extension AskRun {
  /// A run that prints as the options say.
  convenience init(
    _ session: Session, _ turnCall: TurnCall, _ options: AnswerOptions, _ demands: AnswerDemands
  ) {
    let format =
      demands.areAny && !session.options.json
      ? AnswerFormat.whole : AnswerFormat(json: session.options.json, stream: options.stream)
    self.init(
      session, turnCall, format: format, demands: demands, showsReasoning: options.reasoning,
      showsUsage: options.usage)
  }
}
