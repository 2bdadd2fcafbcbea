import Client

/// Who knows what may be typed, and hears what happens meanwhile.
protocol LineEditorHost: AnyObject {
  /// The daemon's connection, as far as there is one.
  var connection: Connection? { get }
  /// What to show above the prompt.
  func hear(_ message: Incoming) -> String?
  /// What to say of it, with its line end.
  func lostConnection() -> String?
  func completion(of text: String) -> Completion?
  /// Something was typed that is worth finding again.
  func keep(_ entry: String)
}

/// Reads what somebody types at a prompt, with Emacs' keys; skein(1) lists them.
///
/// Our own: the system's libedit knows no bracketed paste, and readline is under the GPL.
final class LineEditor {
  enum Outcome: Equatable {
    case line(String)
    /// A block was given up.
    case cancelled
    /// Nobody wants to go on.
    case left
  }

  /// How long the rest of a key's sequence may take.
  private static let escapeMilliseconds = 100
  private static let prompt = "> "

  let terminal: Terminal
  private let interrupt: InterruptPipe
  private unowned let host: any LineEditorHost
  let screen: EditScreen

  private var reader = KeyReader()
  /// What was pressed and not handled yet.
  private var keys: [Key] = []
  private var isOver = false
  var line = EditLine()
  var walk: HistoryWalk
  var search: HistorySearch?
  private var isBlock = false
  /// Whether Ctrl-C was pressed just now at an empty prompt.
  private var isLeaving = false

  init(
    _ terminal: Terminal, _ interrupt: InterruptPipe, history: [String],
    host: any LineEditorHost
  ) {
    self.terminal = terminal
    self.interrupt = interrupt
    self.host = host
    screen = EditScreen(terminal)
    walk = HistoryWalk(history)
  }

  /// One question or command; `isBlock` takes lines until one says /end.
  func read(isBlock: Bool = false) throws -> Outcome {
    self.isBlock = isBlock
    line.replace(with: "")
    search = nil
    isLeaving = false
    walk.leave()
    screen.restart()
    try terminal.edit()
    do {
      let outcome = try wait()
      try terminal.listen()
      return outcome
    } catch {
      try terminal.restore()
      throw error
    }
  }

  private func wait() throws -> Outcome {
    while true {
      while !keys.isEmpty {
        if let outcome = try press(keys.removeFirst()) { return outcome }
      }
      if isOver { return .left }
      try draw()
      let deadline =
        reader.isUndecided ? Deadline.after(milliseconds: Self.escapeMilliseconds) : nil
      switch try terminal.wait(host.connection, interrupt, until: deadline) {
      case .typed(let bytes): keys += reader.take(bytes)
      case .quiet: keys += reader.settle()
      case .interrupted: keys.append(.control("c"))
      case .ended: isOver = true
      case .changed: screen.adapt()
      case .lost:
        guard let text = host.lostConnection() else { continue }
        try screen.erase()
        try terminal.write(text)
      case .told(let message):
        guard let text = host.hear(message) else { continue }
        try screen.erase()
        try terminal.write(text)
      }
    }
  }

  private func draw() throws {
    try screen.draw(search?.prompt ?? Self.prompt, line)
  }
}

extension LineEditor {
  private func press(_ key: Key) throws -> Outcome? {
    if search != nil, try pressInSearch(key) { return nil }
    if key != .control("c") { isLeaving = false }
    switch key {
    case .enter: return try accept()
    case .control("c"): return try giveUp()
    case .control("d") where line.isEmpty:
      try screen.finish(Self.prompt, line)
      return .left
    case .control("l"): try screen.clearAll()
    case .control("z"):
      try screen.finish(Self.prompt, line)
      terminal.suspend()
    case .tab: try complete()
    case .text, .paste, .control, .alt, .newline, .backspace, .delete, .wordBackspace, .wordDelete,
      .escape, .up, .down, .left, .right, .wordLeft, .wordRight, .home, .end, .other:
      edit(key)
    }
    return nil
  }

  private func accept() throws -> Outcome? {
    if MultiLine.isOpen(line.text, isBlock: isBlock) {
      line.replace(with: MultiLine.continued(line.text, isBlock: isBlock))
      return nil
    }
    let text = line.text
    try screen.finish(Self.prompt, line)
    if !text.isEmpty, walk.add(text) { host.keep(text) }
    return .line(MultiLine.value(text, isBlock: isBlock))
  }

  private func giveUp() throws -> Outcome? {
    let wasEmpty = line.isEmpty
    try screen.finish(Self.prompt, line)
    line.replace(with: "")
    walk.leave()
    if isBlock { return .cancelled }
    if wasEmpty, isLeaving { return .left }
    if wasEmpty { try terminal.write("Ctrl-C again, or Ctrl-D, leaves.\n") }
    isLeaving = wasEmpty
    return nil
  }

  private func complete() throws {
    guard let completion = host.completion(of: line.beforeCursor),
      !completion.candidates.isEmpty
    else { return try terminal.write("\u{07}") }
    let addition = completion.addition
    if !addition.isEmpty { return line.insert(addition) }
    let size = terminal.size
    let shown = completion.candidates.prefix(max(1, size.rows - 3))
    var text = shown.map { candidate in
      let note = candidate.note.isEmpty ? "" : "  " + candidate.note
      return DisplayWidth.fitted(
        PrintableText.line("  " + candidate.text + note), columns: size.columns - 1) + "\n"
    }.joined()
    let left = completion.candidates.count - shown.count
    if left > 0 { text += "  … \(left) more\n" }
    try screen.finish(Self.prompt, line)
    try terminal.write(text)
  }
}
