import ArgumentParser

/// Whether answers are shown as written.
struct MarkdownOptions: ParsableArguments {
  @Flag(
    name: [.customLong("raw"), .customLong("no-markdown")],
    help: "Print the text as it was written, also on a terminal.")
  var raw = false

  @Flag(help: "Show Markdown styles also without a terminal, as for less -R.")
  var markdown = false

  func validate() throws {
    try refuseSeveral(of: ("--raw", raw), ("--markdown", markdown))
  }
}

extension Console {
  /// From now on answers are shown as the options say.
  func show(_ options: MarkdownOptions) {
    if options.raw { showsMarkdown = false }
    if options.markdown { (showsMarkdown, stylesPipe) = (true, true) }
  }

  /// All of an answer, as people or programs read it. What standard output is does not matter where
  /// it goes to a terminal by another way.
  func rendered(_ text: String, forTerminal: Bool? = nil) -> String {
    guard forTerminal ?? (isTerminal || stylesPipe) else { return text }
    let clean = PrintableText.block(text)
    return showsMarkdown ? MarkdownRenderer.render(clean, columns: proseColumns) : clean
  }

  /// With fewer columns, most lines would hold a single word, so nothing is wrapped.
  private static let leastColumns = 20

  /// The columns at which prose is wrapped; `nil` if it is not wrapped, as in a pipe.
  var proseColumns: Int? {
    isTerminal && width >= Self.leastColumns ? width : nil
  }
}
