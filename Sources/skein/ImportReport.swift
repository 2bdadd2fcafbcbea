import Wire

/// What an import has done, for people: the first threads by title, what was skipped and why, and the
/// counts on the last line.
struct ImportReport {
  private let result: HistoryImport.Result

  init(_ result: HistoryImport.Result) {
    self.result = result
  }

  var text: String {
    (threads + skips + [counts]).map { PrintableText.line($0) + "\n" }.joined()
  }

  private var threads: [String] {
    var lines = result.firstThreads.map { thread in
      "\(thread.isNew ? "new" : "continued"): \(Self.name(thread))"
    }
    let more = result.threads - result.firstThreads.count
    if more > 0 { lines.append("… and \(more) more; skein thread list shows them") }
    return lines
  }

  private var skips: [String] {
    var lines = result.firstSkipped.map { skip in
      let name = skip.title.map { "“\($0.text)”" } ?? skip.conversationId
      return "skipped: " + [name, skip.reason].compactMap { $0 }.joined(separator: ": ")
    }
    let more = result.skipped - result.firstSkipped.reduce(0) { $0 + $1.count }
    if more > 0 { lines.append("… and \(more) more were skipped") }
    return lines
  }

  private var counts: String {
    "\(result.threads) \(result.threads == 1 ? "thread" : "threads"), "
      + "\(result.messages) \(result.messages == 1 ? "message" : "messages"), "
      + "\(result.skipped) skipped"
  }

  /// How people call a thread.
  private static func name(_ thread: HistoryThread) -> String {
    let reference = thread.number.map { "\($0)" } ?? thread.id.description
    return [reference, thread.title?.text].compactMap(\.self).joined(separator: "  ")
  }
}
