import ArgumentParser
import Client
import Wire

struct ImportCommand: DeclaredCommand {
  static let declaration = CommandDeclaration(
    "import", "Import the conversations of other programs.",
    discussion: """
      Each conversation becomes a thread. The source is only read. Importing it again adds what is \
      new in it.
      """,
    examples: ["skein import llm", "skein import chatgpt ~/Downloads/conversations.json"],
    below: [
      ImportLLMCommand.self, ImportChatGPTCommand.self, ImportClaudeCommand.self,
    ])
}

struct ImportLLMCommand: SkeinCommand {
  static let declaration = CommandDeclaration(
    "llm", "Import the history of the command llm.",
    examples: ["skein import llm"])

  @Argument(
    help: "The logs.db; by default where llm itself looks for it.", completion: .file())
  var path: String?
  @OptionGroup var global: GlobalOptions

  func execute(_ session: Session) throws {
    guard let path = path ?? LLMPlace.logs(session.environment) else {
      throw ClientError.usage("There is no HOME to find llm's logs.db in: name the file.")
    }
    try session.bringIn(.llm, from: path, json: global.json)
  }

  func explain(_ fault: Fault) -> String? {
    (path ?? LLMPlace.logs(.process)).flatMap { PathWords.ofSource($0, fault) }
  }
}

/// What a service gives of its conversations to the one who had them.
struct DataExport: ParsableArguments {
  @Argument(
    help: "The conversations.json, or the directory of the unzipped export.", completion: .file())
  var path: String
}

/// A command that imports such an export.
protocol DataExportCommand: SkeinCommand {
  static var source: HistorySource { get }
  var export: DataExport { get }
}

extension DataExportCommand {
  func execute(_ session: Session) throws {
    try session.bringIn(Self.source, from: export.path, json: global.json)
  }

  func explain(_ fault: Fault) -> String? { PathWords.ofSource(export.path, fault) }
}

struct ImportChatGPTCommand: DataExportCommand {
  static let declaration = CommandDeclaration(
    "chatgpt", "Import the conversations of a ChatGPT data export.",
    examples: ["skein import chatgpt ~/Downloads/conversations.json"])

  static let source = HistorySource.chatgpt

  @OptionGroup var export: DataExport
  @OptionGroup var global: GlobalOptions
}

struct ImportClaudeCommand: DataExportCommand {
  static let declaration = CommandDeclaration(
    "claude", "Import the conversations of a Claude data export.",
    examples: ["skein import claude ~/Downloads/claude-export"])

  static let source = HistorySource.claude

  @OptionGroup var export: DataExport
  @OptionGroup var global: GlobalOptions
}

extension Session {
  fileprivate func bringIn(_ source: HistorySource, from path: String, json: Bool) throws {
    let file = try FilePath(argument: path)
    let connection = try dialer.connect()
    let indicator = WaitingIndicator(console)
    defer { indicator.clear() }
    let (result, text) = try connection.callBoth(
      HistoryImport.self, .init(source: source, path: file)
    ) { message in
      guard case .notification(HistoryProgressed.name, let params?) = message.kind else { return }
      let progress = try params.read(HistoryProgressed.Params.self, of: HistoryProgressed.name)
      indicator.say("\(progress.done) of \(progress.total) conversations …")
    }
    indicator.clear()
    if json { return try console.print(json: text) }
    try console.print(ImportReport(result).text)
  }
}
