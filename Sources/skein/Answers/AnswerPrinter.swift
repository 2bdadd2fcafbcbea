import Client
import Wire

/// Prints one answer: what is said on standard output, what the model says to itself on standard
/// error.
final class AnswerPrinter {
  let format: AnswerFormat
  private let console: Console
  private let indicator: WaitingIndicator
  private let showsReasoning: Bool
  /// Shows the answer's Markdown; `nil` where it is printed as it is.
  private var markdown: MarkdownRenderer?

  private var printableAnswer = PrintableText()
  private var printableReasoning = PrintableText()
  /// What was said and is given out at the end, if at all.
  private(set) var held = ""
  private var printedText = false
  private var endsLine = true { didSet { markLine() } }
  private var reasoningEndsLine = true { didSet { markLine() } }

  init(
    _ console: Console, _ indicator: WaitingIndicator, format: AnswerFormat, showsReasoning: Bool
  ) {
    self.console = console
    self.indicator = indicator
    self.format = format
    self.showsReasoning = showsReasoning
    markdown =
      !format.isJSON && format != .whole && console.showsMarkdown
      ? MarkdownRenderer(columns: console.proseColumns) : nil
  }

  func say(_ text: Substring) {
    indicator.hear(.text)
    switch format {
    case .text:
      // A pipe's reader may write to the same terminal, a file has none.
      if !console.writesFile { indicator.stop() }
      endReasoning()
      printedText = true
      endsLine = text.utf8.last == UInt8(ascii: "\n")
      console.output.append(shown(text).utf8)
    case .textAtEnd, .whole: held += text
    case .result, .lines: break
    }
  }

  func think(_ text: Substring) {
    indicator.hear(.reasoning)
    guard showsReasoning else { return }
    indicator.stop()
    reasoningEndsLine = text.utf8.last == UInt8(ascii: "\n")
    console.status(
      console.hasStatus ? console.dim(printableReasoning.piece(text)) : String(text))
  }

  /// What was given out as the answer was thought aloud.
  func takeBack(_ interrupt: InterruptPipe?) throws {
    switch format {
    case .text:
      guard printedText else { return }
      console.output.append((markdown?.finish() ?? "").utf8)
      if markdown != nil { markdown = MarkdownRenderer(columns: console.proseColumns) }
      if !endsLine { console.output.append("\n".utf8) }
      endsLine = true
      try console.output.drain(interrupt)
      console.note("What stands above is what the model thought; its answer begins here.")
    case .textAtEnd, .whole: held = ""
    case .result, .lines: break
    }
  }

  /// A line of JSON, as it came from the daemon.
  func print(json: [UInt8]) {
    let line =
      console.isTerminal
      ? Array(PrintableText.json(String(decoding: json, as: UTF8.self)).utf8) : json
    console.output.append(line + [UInt8(ascii: "\n")])
  }

  /// Leaves of a whole answer what is given out; `isFiled` when a file takes it. Whatever waits for
  /// code must not get prose, and nobody has to ask again for the words.
  func hold(to verdict: AnswerDemands.Verdict?, isFiled: Bool) {
    guard format == .whole else { return }
    switch verdict {
    case .given(let text): held = isFiled ? "" : text
    case nil: held = ""
    case .refused, .cut:
      console.status(
        (console.hasStatus ? PrintableText.block(held) : held)
          + (held.isEmpty || held.utf8.last == UInt8(ascii: "\n") ? "" : "\n"))
      held = ""
    }
  }

  /// Everything written, and a line end at last; of an answer that `isBroken`, nothing that had to
  /// be whole.
  func end(isBroken: Bool, _ interrupt: InterruptPipe?) throws {
    endReasoning()
    if format == .whole, isBroken { held = "" }
    if !held.isEmpty {
      endsLine = held.utf8.last == UInt8(ascii: "\n")
      printedText = true
      console.output.append(shown(held[...]).utf8)
    }
    console.output.append((markdown?.finish() ?? "").utf8)
    if printedText, !endsLine { console.output.append("\n".utf8) }
    try console.output.drain(interrupt)
  }

  /// Nothing more is written, and no style of the answer stays.
  func leave() {
    if markdown != nil { console.status("\u{1B}[0m") }
  }
}

extension AnswerPrinter {
  /// Where both streams are the terminal, a status line would take the text's place.
  private func markLine() {
    indicator.isMidLine = !reasoningEndsLine || (console.isTerminal && !endsLine)
  }

  private func endReasoning() {
    if !reasoningEndsLine { console.status("\n") }
    reasoningEndsLine = true
  }

  /// As much of what was said as can be shown now.
  private func shown(_ text: Substring) -> String {
    markdown?.take(clean(text)) ?? clean(text)
  }

  private func clean(_ text: Substring) -> String {
    console.isTerminal || console.stylesPipe ? printableAnswer.piece(text) : String(text)
  }
}
