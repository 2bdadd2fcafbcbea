import ArgumentParser
import Client
import Wire

struct ThreadExportCommand: SkeinCommand {
  static let declaration = CommandDeclaration(
    "export", "Write a thread to standard output.",
    discussion: """
      As JSON, which thread import reads back without loss, or as Markdown. Without a thread: this \
      terminal's, else the one with the latest activity.
      """,
    examples: ["skein thread export 12 >oslo.json", "skein thread export --markdown 12 >oslo.md"])

  @Argument(help: "The thread.", completion: Completions.threads) var id: String?
  @Flag(help: "Write Markdown instead of JSON.") var markdown = false
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
  static let declaration = CommandDeclaration(
    "import", "Create threads from files that thread export wrote.",
    discussion: """
      Prints the new thread's number for each file. A file that was imported before yields the \
      thread that it created then.
      """,
    examples: [
      "skein thread import oslo.json",
      "ssh host skein thread export 12 | skein thread import",
    ])

  @Argument(help: "The files; - is standard input, the default.", completion: .file()) var files:
    [String] = []
  @OptionGroup var global: GlobalOptions

  func execute(_ session: Session) throws {
    let connection = try session.dialer.connect()
    for file in files.isEmpty ? ["-"] : files {
      let text = try TypedJSON.line(try read(file, session))
      // What thread/export answers is taken as well as the document in it.
      let document = try TypedJSON.member("document", of: text) ?? text
      let params = Array(#"{"document":"#.utf8) + document + Array("}".utf8)
      let json = try imported(params, from: file, on: connection)
      if global.json {
        try session.console.print(json: json)
      } else {
        let thread = try TypedJSON.read(json, ThreadResult.self, of: ThreadImport.name).thread
        try session.console.print("\(thread.reference)\n")
        tellOfUnanswered(in: document, session)
      }
    }
  }

  /// No turn is made of what was not answered: who reads that finds it in the file alone.
  private func tellOfUnanswered(in document: [UInt8], _ session: Session) {
    let count = TypedJSON.count("unanswered", of: document)
    if count > 0 {
      session.tell(
        count == 1
          ? "1 question without an answer stays in the file; it is not imported."
          : "\(count) questions without an answer stay in the file; they are not imported.")
    }
  }

  /// A file that is no thread is told by its name, not by the member that gave it away.
  private func imported(
    _ params: [UInt8], from file: String, on connection: Connection
  ) throws -> [UInt8] {
    do {
      return try connection.callRaw(ThreadImport.name, params: params)
    } catch let error as ReceivedFault {
      guard !global.json, let fault = error.fault, fault.kind == .invalidParams else {
        throw error
      }
      let name = file == StandardInput.mark ? "Standard input" : file
      let place = fault.data.path.flatMap {
        $0.isEmpty || $0 == "document" ? nil : " (at \($0.replacing("document.", with: "")))"
      }
      let isWhole = fault.data.path?.hasPrefix("document.user") == true
      throw ClientError.usage(
        isWhole
          ? "\(name) is what skein export wrote, which nothing reads back: skein thread export writes one "
            + "thread, skein db backup a copy of everything."
          : "\(name) is not a thread that skein thread export wrote\(place ?? "").")
    }
  }

  private func read(_ file: String, _ session: Session) throws -> [UInt8] {
    let bytes =
      if file == StandardInput.mark {
        try session.input.bytes(
          limit: Self.sizeLimit, whenSlow: session.sayThatInputIsAwaited)
      } else {
        try SmallFile.contents(file, limit: Self.sizeLimit)
      }
    guard bytes.count <= Self.sizeLimit else {
      let name = file == StandardInput.mark ? "Standard input" : file
      throw ClientError.usage("\(name) has more than \(Self.sizeLimit) bytes.")
    }
    return bytes
  }

  /// What a daemon takes in one message, unless it is set otherwise.
  private static let sizeLimit = LimitSettings().messageBytes
}
