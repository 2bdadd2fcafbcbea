import ArgumentParser
import Client
import Wire

/// What is put into a question beside its words.
struct PromptOptions: ParsableArguments {
  @Option(
    name: [.customShort("f"), .customLong("file")],
    help: ArgumentHelp(
      "Include a text file in the question, with its name; - is standard input; may be repeated.",
      valueName: "file"),
    completion: .file())
  var files: [String] = []

  /// The words, the files, and what was piped in unless something else has taken it. `-` among the
  /// words is where it goes.
  func parts(_ words: [String], _ session: Session) throws -> PromptParts {
    let mark = StandardInput.mark
    guard (words + files).count(where: { $0 == mark }) < 2 else {
      throw ClientError.usage("Standard input can be read once: - may stand for one thing.")
    }
    // A shell puts the names that *.txt stands for one behind the other.
    if !files.isEmpty, let stray = words.first(where: Self.isFile) {
      throw ClientError.usage(
        "“\(stray)” is a file, and each -f takes one: give -f before each of them.")
    }
    let isNamed = words.contains(mark) || files.contains(mark)
    let isOurs = !session.input.isTaken
    let piped =
      if isNamed {
        try session.input.bytes(whenSlow: session.sayThatInputIsAwaited)
      } else {
        try session.input.piped(whenSlow: session.sayThatInputIsAwaited)
      }
    // What should have been asked about is missing, so that any answer would be made up.
    if isOurs, piped.isEmpty, session.input.isPipe, !words.isEmpty || !files.isEmpty {
      throw ClientError.usage(
        "Nothing was piped in, so nothing was asked: what stands before the | wrote nothing. With "
          + "</dev/null, the words alone are asked.")
    }
    let texts = try files.map { try $0 == mark ? PromptFile(piped: piped) : PromptFile($0) }
    for (file, text) in zip(files, texts) where text.isEmpty { session.tell("\(file) is empty") }
    for complaint in texts.compactMap(\.complaint) { session.tell(complaint) }
    return PromptParts(words: words, files: texts, piped: files.contains(mark) ? [] : piped)
  }

  /// Whether a word is the name of a file rather than one of a question.
  private static func isFile(_ word: String) -> Bool {
    !word.contains(where: \.isWhitespace) && (word.contains(".") || word.contains("/"))
      && SmallFile.exists(word)
  }

  /// The question as it is sent, without what concerns its turn alone: the words, the files and what
  /// was piped in, as `template` has them. `system` comes before the template's system prompt.
  func request(
    _ words: [String], by template: FilledTemplate?, model: ModelName?, system: String? = nil,
    options: TurnOptions?, _ session: Session
  ) throws -> TurnRequest {
    let input = try parts(words, session).input(by: template, session.console)
    return TurnRequest(
      input: input.content, model: model,
      systemPrompt: try SystemPromptOption.prompt(system ?? input.system), options: options)
  }
}

/// A question, as its parts were given.
struct PromptParts {
  let words: [String]
  let files: [PromptFile]
  let piped: [UInt8]

  var isEmpty: Bool { words.isEmpty && files.isEmpty && piped.isEmpty }

  /// All of it; `edited` stands for the words where they were not given.
  func input(
    edited: String? = nil, by template: FilledTemplate? = nil, _ console: Console
  ) throws -> PromptInput {
    let words = edited.map { [$0] } ?? words
    let place = edited == nil ? words.firstIndex(of: StandardInput.mark) ?? words.endIndex : 1
    let input = try PromptInput(
      words: Array(words[..<place]), files: files, piped: piped,
      wordsAfter: Array(words[place...].dropFirst()), template: template)
    if input.wasRepaired {
      console.note("what was piped in is not all UTF-8; what is not reads as U+FFFD")
    }
    return input
  }
}
