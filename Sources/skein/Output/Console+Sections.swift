import Client
import Wire

/// Lines that only skein can make, between what others have said.
extension Console {
  /// Begins every line of ours; what begins a line of others so is moved by a blank.
  static let mark = "── "

  /// A line of ours; on a terminal none of its words is broken where that ends.
  func section(_ parts: [String?]) -> String {
    let line = Self.mark + PrintableText.line(parts.compactMap { $0 }.joined(separator: " · "))
    guard isTerminal else { return line + "\n" }
    return Wrapping.wrapped(line, columns: width, hanging: Self.mark.count)
      .split(separator: "\n").map { bold(String($0)) + "\n" }.joined()
  }

  /// What somebody said, below such a line; ends with a line end unless it is empty. On a terminal
  /// nothing unseen is in it, and `isMarkdown` shows its styles.
  func quoted(_ text: String, isMarkdown: Bool, forTerminal: Bool? = nil) -> String {
    let whole = text.trimmingLineEnd()
    guard !whole.isEmpty else { return "" }
    let shown =
      isMarkdown
      ? rendered(whole + "\n", forTerminal: forTerminal)
      : (forTerminal ?? isTerminal ? PrintableText.block(whole) : whole) + "\n"
    guard shown.contains("──") else { return shown }
    return shown.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
      .map { line in String(line).beginsAsOurs ? " " + String(line) : String(line) }
      .joined(separator: "\n")
  }

  /// A moment in full.
  func moment(_ time: Timestamp) -> String {
    isTerminal ? LocalTime.text(of: time) : time.description
  }

  /// Runs `body` in the pager where people read on a terminal that can show one.
  func paged(_ wanted: Bool, _ body: () throws -> Void) throws {
    guard wanted, isTerminal, movesCursor, let pager else { return try body() }
    try pager.show(body)
  }
}

extension String {
  /// Whatever styles come before the mark.
  fileprivate var beginsAsOurs: Bool {
    var rest = unicodeScalars[...]
    while rest.first == "\u{1B}", let end = rest.firstIndex(of: "m") {
      rest = rest[rest.index(after: end)...]
    }
    return rest.starts(with: "──".unicodeScalars)
  }
}
