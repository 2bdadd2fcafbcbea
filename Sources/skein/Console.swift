import Client

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Standard output for answers, standard error for everything else.
final class Console {
  /// Whether people read the answers.
  let isTerminal = isatty(1) == 1
  /// Whether people read the rest.
  let hasStatus = isatty(2) == 1
  let usesColor: Bool
  /// Whether the terminal knows how to clear a line.
  let movesCursor: Bool
  /// Whether answers are shown with their styles; MarkdownOptions may turn it off.
  var showsMarkdown: Bool
  /// Whether what reads the answers passes them on to a terminal, as less(1) does.
  var stylesPipe = false
  let output = OutputQueue(descriptor: 1)
  /// Where people read what is long; `nil` where nothing shows it.
  let pager: Pager?
  private let environment: Environment

  init(_ environment: Environment) {
    pager = Pager(environment)
    self.environment = environment
    movesCursor = environment["TERM"] != nil && environment["TERM"] != "dumb"
    usesColor = movesCursor && environment["NO_COLOR"] == nil
    showsMarkdown = isTerminal && usesColor && environment["SKEIN_MARKDOWN"] != "0"
  }

  /// Whether what is printed goes to a file, which nobody reads meanwhile.
  var writesFile: Bool {
    var status = stat()
    return fstat(1, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
  }

  /// Columns of the terminal; 80 where nobody knows.
  var width: Int {
    var size = winsize()
    for file: Int32 in [1, 2] {
      if ioctl(file, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 { return Int(size.ws_col) }
    }
    return environment["COLUMNS"].flatMap { Int($0) }.map { max(20, $0) } ?? 80
  }

  /// Prints text that is not ours, with nothing unseen in it; raw into a pipe.
  func print(_ text: String) throws {
    try write(isTerminal ? PrintableText.block(text) : text)
  }

  /// Prints text that is clean already and may hold our own colours.
  func write(_ text: String) throws {
    output.append(text.utf8)
    try output.drain()
  }

  /// Prints prose of ours, with no word broken where a terminal's line ends.
  func say(_ text: String, hanging: Int = 0) throws {
    guard isTerminal else { return try write(text + "\n") }
    let shown = PrintableText.block(text)
    try write(Wrapping.wrapped(shown, columns: width, hanging: min(hanging, width / 2)) + "\n")
  }

  /// What is to be answered behind it, on standard error.
  func prompt(_ text: String) {
    status(Wrapping.wrapped(text, columns: max(1, width - 1)) + " ")
  }

  /// Prints JSON on a line of its own.
  func print(json: [UInt8]) throws {
    if isTerminal {
      try write(PrintableText.json(String(decoding: json, as: UTF8.self)) + "\n")
    } else {
      output.append(json)
      output.append([UInt8(ascii: "\n")])
      try output.drain()
    }
  }

  /// Columns that prose on standard output is broken at; a pipe's reader has its own.
  var helpWidth: Int { isTerminal ? width : 80 }

  func show(_ table: Table) throws {
    try write(isTerminal ? table.aligned(width: width, heading: bold) : table.separated())
  }

  /// A note to people, after the program's name; on a terminal no word of it is broken.
  func note(_ text: String) {
    let note = "skein: \(hasStatus ? PrintableText.block(text) : text)"
    status((hasStatus ? Wrapping.wrapped(note, columns: width) : note) + "\n")
  }

  /// What people need not know, dimmed.
  func tell(_ sentence: String) {
    let text = Wrapping.wrapped(PrintableText.line(sentence), columns: width)
    status(dim(text) + "\n")
  }

  /// Standard error as it is; there is nowhere to say that it failed.
  func status(_ text: String) {
    let errors = OutputQueue(descriptor: 2)
    errors.append(text.utf8)
    do { try errors.drain() } catch { return }
  }

  func status(json: [UInt8]) {
    let text = String(decoding: json, as: UTF8.self)
    status((hasStatus ? PrintableText.json(text) : text) + "\n")
  }

  func bold(_ text: String) -> String {
    isTerminal && usesColor ? "\u{1B}[1m\(text)\u{1B}[0m" : text
  }

  /// What was looked for, as grep(1) shows it.
  func matched(_ text: String) -> String {
    isTerminal && usesColor ? "\u{1B}[1;31m\(text)\u{1B}[0m" : text
  }

  /// Dim, for standard error.
  func dim(_ text: String) -> String {
    hasStatus && usesColor ? "\u{1B}[2m\(text)\u{1B}[0m" : text
  }
}

extension Console {
  /// Whether standard input is typed.
  var readsTerminal: Bool { isatty(0) == 1 }

  /// Whether somebody sits there to be asked.
  var canAsk: Bool { hasStatus && readsTerminal }

  /// Whether the answer begins with y.
  func ask(_ question: String) -> Bool {
    prompt(question)
    let answer = readLine() ?? ""
    return answer.lowercased().hasPrefix("y")
  }

  /// The same while interrupts are caught: one ends the question.
  func ask(_ question: String, _ interrupt: InterruptPipe) throws(ClientError) -> Bool {
    prompt(question)
    var input = LineInput()
    do throws(ClientError) {
      return try input.next(interrupt)?.lowercased().hasPrefix("y") ?? false
    } catch {
      status("\n")
      throw error
    }
  }
}
