import ArgumentParser
import Wire

/// The system prompt of a question.
struct SystemPromptOption: ParsableArguments {
  @Option(name: .shortAndLong, help: ArgumentHelp("The system prompt.", valueName: "text"))
  var system: String?

  /// What it says, or standard input where it is `-`.
  func text(_ session: Session) throws -> String? {
    try session.text(ifGiven: system, for: "--system")
  }

  /// A text as the system prompt that it is to be.
  static func prompt(_ text: String?) throws -> SystemPrompt? {
    try checked(text, SystemPrompt.self, "--system")
  }
}
