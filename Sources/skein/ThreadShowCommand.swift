import ArgumentParser
import Client
import Wire

struct ThreadShowCommand: SkeinCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Print a thread's messages.",
    discussion: "Without an id: this terminal's thread, else the one with the latest activity.")

  @Argument(help: "The thread.", completion: Completions.threads) var id: String?
  /// For fzf, which shows on a terminal what it reads from a pipe.
  @Flag(help: .hidden) var forTerminal = false
  @OptionGroup var markdown: MarkdownOptions
  @OptionGroup var global: GlobalOptions

  func execute(_ session: Session) throws {
    session.console.show(markdown)
    let connection = try session.dialer.connect()
    let thread = try session.thread(id, on: connection, includeDeleted: true)
    let params = MessageList.Params(threadId: thread, limit: PageLimit(200))
    var merged = MergedPages()
    var isFirst = true
    try connection.pages(MessageList.self, params, cursor: \.cursor) { page, value in
      if global.json {
        merged.append(value)
      } else {
        for message in page.data {
          try print(message, after: isFirst ? "" : "\n", session.console)
          isFirst = false
        }
      }
      return true
    }
    if global.json { try session.console.print(json: merged.json) }
  }

  private func print(_ message: Noun.Message, after gap: String, _ console: Console) throws {
    try console.write(gap + console.bold("## \(message.role.rawValue)") + "\n\n")
    let content = message.content.trimmingLineEnd() + "\n"
    try console.write(console.rendered(content, forTerminal: forTerminal ? true : nil))
  }
}

struct LastCommand: SkeinCommand {
  static let configuration = CommandConfiguration(
    commandName: "last", abstract: "Print the last answer again.",
    discussion: "Of this terminal's thread, else of the one with the latest activity.")

  @OptionGroup var lastThread: LastThread
  @OptionGroup var blocks: BlockOptions
  @OptionGroup var markdown: MarkdownOptions
  @OptionGroup var global: GlobalOptions

  func validate() throws {
    if blocks.choice != nil, global.json {
      throw ValidationError("Choose one of --extract and --json.")
    }
  }

  func execute(_ session: Session) throws {
    session.console.show(markdown)
    let connection = try session.dialer.connect()
    let thread =
      try lastThread.isMeant
      ? session.newestThread(on: connection) : session.thread(nil, on: connection)
    var answer: MessageID?
    let params = MessageList.Params(threadId: thread, limit: PageLimit(20), order: .descending)
    try connection.pages(MessageList.self, params, cursor: \.cursor) { page, _ in
      answer = page.data.first { $0.role == .assistant }?.id
      return answer == nil
    }
    guard let answer else { throw ClientError.usage("This thread has no answer yet.") }
    let get = MessageGet.Params(messageId: answer)
    if global.json {
      return try session.console.print(json: connection.callRaw(MessageGet.self, get))
    }
    var text = try connection.call(MessageGet.self, get).message.content
    switch AnswerDemands(block: blocks.choice).judge(text, cut: nil) {
    case .given(let given): text = given
    case .refused(let reason):
      session.console.note(reason)
      throw ExitCode.daemonSaidNo
    case .cut: break
    }
    let whole = text.utf8.last == UInt8(ascii: "\n") ? text : text + "\n"
    let isCode = blocks.choice != nil
    try isCode
      ? session.console.print(whole) : session.console.write(session.console.rendered(whole))
  }
}
