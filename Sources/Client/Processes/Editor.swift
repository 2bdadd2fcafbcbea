import Wire

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The user's preferred editor, opened on a text.
package struct Editor {
  private let command: String
  /// How messages name it: with the variable that sets it.
  private let name: String
  private let directory: String

  /// `$VISUAL`, else `$EDITOR`, else vi where there is a terminal; `otherwise` is what else the
  /// command takes where there is none, such as words.
  package init(
    _ environment: Environment, otherwise: String? = nil, hasTerminal: Bool = isatty(0) == 1
  ) throws(ClientError) {
    if let set = ["VISUAL", "EDITOR"].first(where: { environment[$0] != nil }),
      let command = environment[set]
    {
      self.command = command
      name = "“\(command)”, which \(set) names,"
    } else {
      guard hasTerminal else {
        throw .usage(
          "There is no terminal to edit on: \(otherwise.map { "\($0), or " } ?? "")set EDITOR.")
      }
      (command, name) = ("vi", "vi")
    }
    directory = environment.places.path("TMPDIR") ?? "/tmp"
  }

  /// The question as the person edited it. Fails when it is empty or unchanged: then nothing is
  /// asked.
  package func changed(
    _ question: String, _ draft: inout Draft?
  ) throws(ClientError) -> String {
    let question = question.trimmingLineEnd()
    let edited = try edit(question, &draft)
    guard !edited.trimmingWhitespace().isEmpty else {
      throw .usage("The question was left empty: nothing is asked, nothing is taken back.")
    }
    guard !edited.isSame(asEdited: question) else {
      throw .usage("The question was left as it was: nothing is asked, nothing is taken back.")
    }
    return edited
  }

  /// Returns the text as the person left it, without its last line end.
  ///
  /// On success and on failure, the typed text is in `draft` from then on, if there is any; a
  /// caller that has stored the text elsewhere discards it.
  package func edit(_ text: String, _ draft: inout Draft?) throws(ClientError) -> String {
    let file = try Draft(text, in: directory)
    defer {
      if file.holdsMore(than: text) { draft = file } else { file.discard() }
    }
    try run(on: file.path)
    return try file.text()
  }

  /// Runs it through the shell, because the variable may contain options. Meanwhile Ctrl-C goes to
  /// the editor alone.
  private func run(on path: String) throws(ClientError) {
    let spawn = Spawn()
    spawn.restore([SIGINT, SIGPIPE])
    let before = signal(SIGINT, SIG_IGN)
    defer { signal(SIGINT, before) }
    let end: ProcessEnd
    switch spawn.start("/bin/sh", ["sh", "-c", "exec \(command) \"$1\"", "sh", path]) {
    case .success(let pid): end = ProcessEnd(waited: Spawn.wait(for: pid))
    case .failure(let why): throw .system(LibC.message("\(name) can't be started", why.errno))
    }
    // A person who interrupted the editor wants to interrupt this command, too.
    guard end != .signal(SIGINT) else {
      InterruptPipe.noteInterrupt()
      throw .interrupted
    }
    guard end == .exit(0) else {
      throw .usage("The editor \(name) \(end.words). Nothing is changed.")
    }
  }
}
