import JSON

/// The content of one message of Claude's export.
struct ClaudeMessage {
  enum Sender {
    case human, assistant, unknown
  }

  let sender: Sender
  private(set) var text = ForeignText.empty
  private(set) var notes = HistoryNotes()
  /// The kinds of parts in it that this version does not know.
  private(set) var unknownKinds: [String] = []

  init(_ message: Value) {
    switch message["sender"]?.string {
    case "human": sender = .human
    case "assistant": sender = .assistant
    case let other:
      sender = .unknown
      unknownKinds = [other ?? "no sender"]
      return
    }
    var words: [ForeignText] = []
    for part in message["content"].map({ Array($0.elements) }) ?? [] { take(part, into: &words) }
    // Where the parts have text, this member repeats it, with notes in place of other parts.
    if words.isEmpty, let whole = message["text"]?.foreignText, notes.isEmpty { words = [whole] }
    for attachment in message["attachments"].map({ Array($0.elements) }) ?? [] {
      let name = attachment["file_name"]?.foreignText
      let content = attachment["extracted_content"]?.foreignText ?? .empty
      note(
        .init(
          type: attachment["file_type"]?.foreignText, name: name, isQuoted: !content.isEmpty))
      // A long pasted text is stored as an attachment, but it is part of the question.
      if !content.isEmpty {
        let heading = name.flatMap { $0.isEmpty ? nil : ForeignText("\($0.text):") } ?? .empty
        words.append(ForeignText(joining: [heading, content], separator: "\n\n"))
      }
    }
    for file in message["files"].map({ Array($0.elements) }) ?? [] {
      note(
        .init(
          name: file["file_name"]?.foreignText,
          id: file["file_uuid"]?.foreignText ?? file["uuid"]?.foreignText))
    }
    text = ForeignText(joining: words, separator: "\n\n")
  }

  private mutating func take(_ part: Value, into words: inout [ForeignText]) {
    switch part["type"]?.string {
    case "text", "voice_note":
      if let text = part["text"]?.foreignText, !text.isEmpty { words.append(text) }
    case "thinking":
      if let thought = part["thinking"]?.foreignText, !thought.isEmpty {
        notes.add(HistoryNotes(reasoning: thought))
      }
    case "tool_use":
      let input = part["input"].map { ForeignText(decoding: $0.token) }
      notes.add(
        HistoryNotes(toolCalls: [
          .init(id: part["id"]?.foreignText, name: part["name"]?.foreignText, arguments: input)
        ]))
    case "tool_result":
      let content = part["content"]
      let output = ForeignText(
        joining: content?.foreignText.map { [$0] }
          ?? content?.elements.compactMap { $0["text"]?.foreignText } ?? [], separator: "\n")
      let isError = part["is_error"]?.bool == true
      notes.add(
        HistoryNotes(toolResults: [
          .init(
            id: part["tool_use_id"]?.foreignText, name: part["name"]?.foreignText,
            output: isError ? nil : output, exception: isError ? output : nil)
        ]))
    case "image", "document", "file":
      note(.init(type: part["type"]?.foreignText, name: part["file_name"]?.foreignText))
    // The remaining token budget, and flags for Claude's own page.
    case "token_budget", "flag": break
    case let other: unknownKinds.append(other ?? "a part without a type")
    }
  }

  private mutating func note(_ attachment: HistoryNotes.Attachment) {
    notes.add(HistoryNotes(attachments: [attachment]))
  }
}
