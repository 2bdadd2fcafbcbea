import Client
import Wire

/// What a line that begins with a slash does.
extension Chat {
  static let listedThreads = 20

  func perform(_ command: SlashCommand, _ argument: String, _ prompt: any ChatPrompt) throws {
    switch command {
    case .help: try console.write(SlashCommand.overview(columns: console.helpWidth))
    case .model: try chooseModel(argument)
    case .system: try instruct(argument)
    case .file: try attach(argument)
    case .retry: try retry(argument)
    case .edit: try edit(prompt)
    case .undo: try undo()
    case .copy: try copy()
    case .new: beginAnew()
    case .thread: try chooseThread(argument)
    case .title: try rename(argument)
    case .usage: try showUsage()
    // The loop knows these itself.
    case .multi, .quit: break
    }
  }

  private func instruct(_ text: String) throws {
    if text.isEmpty {
      let own = try thread.map {
        try connected().call(ThreadGet.self, ThreadGet.Params(threadId: $0)).thread.systemPrompt
      }
      guard let prompt = system ?? own ?? nil else {
        return tell("The model is told nothing first.")
      }
      return try console.print(prompt.text + "\n")
    }
    let prompt = text == "-" ? nil : try checked(text, SystemPrompt.self, "/system")
    if let thread {
      _ = try connected().call(
        ThreadUpdate.self, .editing(thread, systemPrompt: Edit(prompt, isCleared: true)))
      system = nil
    } else {
      system = prompt
    }
    tell(prompt == nil ? "The model is told nothing first." : "The model is told that first.")
  }

  private func attach(_ path: String) throws {
    guard !path.isEmpty else { throw ClientError.usage("/file: name a text file.") }
    files.append(try PromptFile(expanded(path)))
    tell("The next question takes \(counted(files.count, "file")) along.")
  }

  private func expanded(_ path: String) -> String {
    guard path.hasPrefix("~/"), let home = session.environment["HOME"] else { return path }
    return home + path.dropFirst()
  }

  private func copy() throws {
    guard let thread else { throw ClientError.usage("There is no answer yet.") }
    let page = try connected().call(
      MessageList.self, .init(threadId: thread, limit: PageLimit(20), order: .descending))
    guard let answer = page.data.first(where: { $0.role == .assistant }) else {
      throw ClientError.usage("There is no answer yet.")
    }
    guard console.isTerminal, let sequence = Clipboard.sequence(answer.content) else {
      throw ClientError.usage("The answer is too long for a terminal's clipboard: skein last | …")
    }
    try console.write(sequence)
    tell("The answer was handed to the terminal's clipboard.")
  }

  private func beginAnew() {
    (thread, title, lastTurn, unsent, lastSequence) = (nil, nil, nil, nil, 0)
    tell("A new thread begins with the next question.")
  }

  private func rename(_ text: String) throws {
    guard let title = try checked(text, Title.self, "/title") else { return }
    guard let thread else {
      self.title = title
      return tell("The thread of the next question is called “\(title.text)”.")
    }
    let named = try connected().call(ThreadUpdate.self, .renaming(thread, to: title)).thread
    tell("Thread \(named.reference) is called “\(named.words ?? "")” now.")
  }

  private func showUsage() throws {
    if let lastTurn { try console.say(TurnUsage.text(of: lastTurn)) }
    try console.say(usage.text)
  }

  private func chooseThread(_ text: String) throws {
    if !text.isEmpty { return try goOn(with: ThreadReference(text).resolve(on: connected())) }
    let listed = try connected().call(
      ThreadList.self, .init(limit: PageLimit(Self.listedThreads))
    ).data
    guard !listed.isEmpty else { return tell("There are no threads yet.") }
    var table = Table(columns: [
      .init(heading: ""), .init(heading: "#", alignsRight: true), .init(heading: "WHEN"),
      .init(heading: "TITLE"),
    ])
    table.rows = listed.map { found in
      [
        found.id == thread ? "*" : "", found.reference,
        console.when(found.lastMessageAt ?? found.updatedAt), found.title?.text ?? "–",
      ]
    }
    try console.show(table)
    tell("/thread with a number goes on with that one.")
  }

  /// What a program that reads the answers need not read.
  func tell(_ sentence: String) {
    if console.hasStatus { console.tell(sentence) }
  }
}
