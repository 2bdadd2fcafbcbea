import ArgumentParser
import Client
import Wire

struct ThreadExportCommand: SkeinCommand {
  static let configuration = CommandConfiguration(
    commandName: "export", abstract: "Write a thread to standard output.",
    discussion: """
      As JSON, which thread import reads back without loss, or as Markdown for people. Without a \
      name: this terminal's thread, else the one with the latest activity.
      """)

  @Argument(help: "The thread.", completion: Completions.threads) var id: String?
  @Flag(help: "Write Markdown, for people.") var markdown = false
  @OptionGroup var global: GlobalOptions

  func execute(_ session: Session) throws {
    let connection = try session.dialer.connect()
    let thread = try session.thread(id, on: connection)
    let params = ThreadExport.Params(threadId: thread, format: markdown ? .markdown : .json)
    if global.json {
      return try session.console.print(json: connection.callRaw(ThreadExport.self, params))
    }
    let json = try connection.callRaw(ThreadExport.self, params)
    if markdown {
      let document = try TypedJSON.read(json, ThreadExport.Result.self, of: ThreadExport.name)
      try session.console.print(document.document.text ?? "")
    } else {
      // As it came: a daemon that knows more than we do loses nothing on the way.
      try session.console.print(json: TypedJSON.member("document", of: json) ?? json)
    }
  }
}

struct ThreadImportCommand: SkeinCommand {
  static let configuration = CommandConfiguration(
    commandName: "import", abstract: "Make threads from files that thread export wrote.",
    discussion: """
      Prints the new thread's number for each file. A file that was imported before names the thread \
      it made then.
      """)

  @Argument(help: "The files; - is standard input, and so is none.", completion: .file()) var files:
    [String] = []
  @OptionGroup var global: GlobalOptions

  func execute(_ session: Session) throws {
    let connection = try session.dialer.connect()
    for file in files.isEmpty ? ["-"] : files {
      let text = try TypedJSON.line(try read(file))
      // What thread/export answers is taken as well as the document in it.
      let document = try TypedJSON.member("document", of: text) ?? text
      let params = Array(#"{"document":"#.utf8) + document + Array("}".utf8)
      let json = try connection.callRaw(ThreadImport.name, params: params)
      if global.json {
        try session.console.print(json: json)
      } else {
        let thread = try TypedJSON.read(json, ThreadResult.self, of: ThreadImport.name).thread
        try session.console.print("\(thread.reference)\n")
      }
    }
  }

  private func read(_ file: String) throws -> [UInt8] {
    if file == "-" { return try PromptInput.readPiped(limit: Self.sizeLimit) {} }
    guard let bytes = SmallFile.read(file, limit: Self.sizeLimit) else {
      throw ClientError.usage("\(file) can't be read, or is larger than \(Self.sizeLimit) bytes.")
    }
    return bytes
  }

  /// What a daemon takes in one message, unless it is set otherwise.
  private static let sizeLimit = LimitSettings().messageBytes
}
