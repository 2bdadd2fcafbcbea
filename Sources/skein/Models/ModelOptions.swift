import ArgumentParser
import Client
import Wire

/// What is asked of the model beside the question.
struct ModelOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("The sampling temperature; higher is more random.", valueName: "number"))
  var temperature: Double?

  @Option(
    name: .customLong("top-p"),
    help: ArgumentHelp(
      "Sample only from the likeliest tokens with this total probability.", valueName: "number"))
  var topP: Double?

  @Option(help: ArgumentHelp("The most tokens that the answer may have.", valueName: "count"))
  var maxTokens: Int?

  @Option(
    help: ArgumentHelp("Stop the answer before this text; may be repeated.", valueName: "text"))
  var stop: [String] = []

  @Option(
    help: ArgumentHelp("The sampling seed, for providers that take one.", valueName: "number"))
  var seed: Int?

  @Option(help: ArgumentHelp("How much the model reasons, such as low or high.", valueName: "word"))
  var reasoningEffort: String?

  @Option(
    name: [.customShort("o"), .customLong("option")],
    help: ArgumentHelp(
      "A model option by name, such as temperature=0.2 or top_k=40; may be repeated. Where one "
        + "answer is printed, also the file to write it to, like --output.",
      valueName: "name=value|file"))
  var assignments: [OutputOrOption] = []

  @Option(
    help: ArgumentHelp(
      "Require an answer of JSON that obeys this schema: a file, or the schema itself.",
      valueName: "file|json"),
    completion: .file(extensions: ["json"]))
  var schema: String?

  /// Whether nothing is said.
  var isEmpty: Bool {
    assignments.isEmpty && temperature == nil && topP == nil && maxTokens == nil && stop.isEmpty
      && seed == nil && reasoningEffort == nil && schema == nil
  }

  /// The files among what `-o` was given.
  var files: [String] {
    assignments.compactMap { assignment in
      switch assignment {
      case .option: nil
      case .file(let path): path
      }
    }
  }

  /// Where no answer is written to a file.
  func refuseFiles() throws {
    if let file = files.first {
      throw ClientError.usage("-o \(file): expected NAME=VALUE, such as temperature=0.2.")
    }
  }

  func validate() throws {
    if let odd = files.first(where: { $0.contains("=") && !$0.contains("/") }) {
      throw ValidationError(
        "-o \(odd): expected NAME=VALUE with a name of letters, digits and _, such as top_k=40; "
          + "-o ./\(odd) writes the answer to a file of that name.")
    }
    if let name = files.first(where: { TurnOptions.option(named: $0) != nil }),
      let option = TurnOptions.option(named: name)
    {
      throw ValidationError(
        "-o \(name) would write the answer to a file of that name. "
          + "-o \(option)=\(Self.example(of: option)) sets the option; -o ./\(name) writes the file."
      )
    }
    var said: Set<String> = []
    for (name, _) in named where !said.insert(name).inserted && name != "stop" {
      throw ValidationError("-o \(name) is given twice.")
    }
  }

  /// A value for the example in an error.
  private static func example(of option: String) -> String {
    switch option {
    case "temperature": "0.5"
    case "topP": "0.9"
    case "maxTokens": "500"
    case "reasoningEffort": "low"
    default: "VALUE"
    }
  }

  /// The options by name, each once but for `stop`.
  var named: [(name: String, value: String)] {
    assignments.compactMap { assignment in
      switch assignment {
      case .option(let name, let value): (name, value)
      case .file: nil
      }
    }
  }
}
