import Wire

/// What can be typed in a chat beside questions.
enum SlashCommand: String, CaseIterable {
  case help, model, system, file, multi, retry, edit, undo, copy, new, thread, title, usage, quit

  /// What a line that was typed is.
  enum Line: Equatable {
    case question(String)
    case command(SlashCommand, argument: String)
    case unknown(String)
    case nothing
  }

  /// How it is written, with what may follow.
  var usage: String {
    switch self {
    case .model: "/model [NAME]"
    case .system: "/system [TEXT]"
    case .file: "/file PATH"
    case .retry: "/retry [MODEL]"
    case .thread: "/thread [THREAD]"
    case .title: "/title TEXT"
    case .help: "/help [all]"
    case .multi, .edit, .undo, .copy, .new, .usage, .quit: "/\(rawValue)"
    }
  }

  var summary: String {
    switch self {
    case .help: "list the common commands; /help all lists everything"
    case .model: "ask this model from now on; alone, list the models"
    case .system: "set the system prompt; - removes it, alone it is shown"
    case .file: "include a text file in the next question"
    case .multi: "type several lines; /end on a line of its own ends them"
    case .retry: "ask the last question again"
    case .edit: "open the last question in $EDITOR, and ask it again"
    case .undo: "take back the last question, and its answer if it has one"
    case .copy: "put the last answer on the clipboard, if the terminal can"
    case .new: "begin a new thread"
    case .thread: "continue another thread, by number or title; alone, list them"
    case .title: "name the thread"
    case .usage: "show the tokens of the last answer and of this chat"
    case .quit: "leave, as exit, quit, :q and Ctrl-D do"
    }
  }

  /// Words that other programs take without a slash; alone on a line they are not asked.
  private static let plainWords: [String: SlashCommand] = [
    "exit": .quit, "quit": .quit, ":q": .quit, "help": .help,
  ]

  static func read(_ text: String) -> Line {
    let line = text.trimmingWhitespace()
    guard !line.isEmpty else { return .nothing }
    if let command = plainWords[line.lowercased()] { return .command(command, argument: "") }
    guard line.hasPrefix("/") else { return .question(text) }
    // What begins with two slashes is a question that begins with one.
    guard !line.hasPrefix("//") else { return .question(String(line.dropFirst())) }
    let name = line.dropFirst().prefix { !$0.isWhitespace }
    let argument = String(line.dropFirst(name.count + 1)).trimmingWhitespace()
    if name == "exit" { return .command(.quit, argument: argument) }
    guard let command = SlashCommand(rawValue: String(name)) else { return .unknown("/\(name)") }
    return .command(command, argument: argument)
  }

  /// What other programs call what a command does.
  private static let otherNames: [String: SlashCommand] = [
    "clear": .new, "reset": .new, "restart": .new, "models": .model, "threads": .thread,
    "history": .thread, "resume": .thread, "load": .thread, "regenerate": .retry, "redo": .retry,
    "cost": .usage, "tokens": .usage, "prompt": .system, "attach": .file, "add": .file,
    "rename": .title, "bye": .quit, "exit": .quit, "q": .quit,
  ]

  /// The command that was probably meant by what is none, with its slash.
  static func meant(by typed: String) -> SlashCommand? {
    let name = typed.drop { $0 == "/" }.lowercased()
    if let other = otherNames[name] { return other }
    let near = allCases.map { (command: $0, distance: editDistance(name, $0.rawValue)) }
      .min { $0.distance < $1.distance }
    guard let near, near.distance <= 2, near.distance < near.command.rawValue.count - 1 else {
      return nil
    }
    return near.command
  }

  /// What `/help` lists: what stands above it on the screen is to stay there.
  private static let common: [SlashCommand] = [
    .model, .retry, .edit, .undo, .new, .thread, .file, .quit,
  ]

  /// What `/help` prints: each command with what it does beside it, or below it where that leaves
  /// no room to read. `/help all` has all of them, and the keys.
  static func overview(columns: Int, isWhole: Bool) -> String {
    let commands = isWhole ? allCases : common
    let width = commands.map(\.usage.count).max() ?? 0
    let isBeside = columns >= width + 4 + leastColumns
    let lines = commands.map { command -> String in
      let gap =
        isBeside ? String(repeating: " ", count: width - command.usage.count + 2) : "\n      "
      let text = "  " + command.usage + gap + command.summary
      return Wrapping.wrapped(text, columns: columns, hanging: isBeside ? width + 2 : 0)
    }
    let rest = allCases.filter { !common.contains($0) && $0 != .help }.map { "/\($0.rawValue)" }
    let more = "  /help all has the keys, and " + rest.joined(separator: " ")
    return lines.joined(separator: "\n") + (isWhole ? "\n\n" : "\n")
      + Wrapping.wrapped(isWhole ? hints : more, columns: columns, hanging: 2) + "\n\n"
  }

  /// The columns below which a summary goes on a line of its own.
  private static let leastColumns = 32

  private static let hints = """
      //…  asks a question that begins with a slash; /multi asks any text.
      Alt-Enter, or a backslash at the end, begins another line; \"\"\" begins and ends several.
      Ctrl-R searches old lines; Tab completes commands, models, threads and files.
    """
}
