import JSON

/// The text of one node of ChatGPT's tree, and its role in skein.
struct ChatGPTMessage {
  enum Kind {
    case question, answer, instruction
    /// A step of the model before its answer: a tool call, a tool result, or reasoning.
    case aside
    /// A node that ChatGPT itself does not show, or one without text.
    case hidden
    /// A kind of content or an author that this version does not know.
    case unknown(String)
  }

  let kind: Kind
  var text = ForeignText.empty
  var notes = HistoryNotes()

  init(_ message: Value) {
    let content = message["content"]
    let type = content?["content_type"]?.string ?? ""
    let role = message["author"]?["role"]?.string ?? ""
    guard message["metadata"]?["is_visually_hidden_from_conversation"]?.bool != true,
      type != "user_editable_context", type != "model_editable_context"
    else {
      kind = .hidden
      return
    }
    // A message of the model to a tool is a tool call.
    let recipient = message["recipient"]?.string ?? "all"
    switch (role, type) {
    case ("assistant", "thoughts"):
      let thoughts = content?["thoughts"].map { Array($0.elements) } ?? []
      let text = ForeignText(
        joining: thoughts.compactMap { $0["content"]?.foreignText }.map(CitationMarks(nil).plain),
        separator: "\n\n")
      kind = text.isEmpty ? .hidden : .aside
      if !text.isEmpty { notes.reasoning = text }
    case ("assistant", "reasoning_recap"): kind = .hidden
    case ("assistant", "text"), ("assistant", "multimodal_text"), ("assistant", "code"):
      (text, notes) = Self.said(content)
      if recipient == "all" {
        text = CitationMarks(message["metadata"]).plain(text)
        kind = text.isEmpty && notes.isEmpty ? .hidden : .answer
        notes.model = message["metadata"]?["model_slug"]?.foreignText
      } else {
        kind = .aside
        notes.toolCalls = [.init(name: ForeignText(recipient), arguments: text)]
        text = .empty
      }
    case ("user", "text"), ("user", "multimodal_text"):
      (text, notes) = Self.said(content)
      notes.attachments = Self.joined(notes.attachments, Self.files(message["metadata"]))
      kind = text.isEmpty && notes.isEmpty ? .hidden : .question
    case ("system", "text"):
      (text, notes) = Self.said(content)
      kind = text.isEmpty ? .hidden : .instruction
    case ("tool", "text"), ("tool", "multimodal_text"), ("tool", "execution_output"),
      ("tool", "code"), ("tool", "tether_quote"), ("tool", "tether_browsing_display"),
      ("tool", "system_error"), ("tool", "computer_output"):
      (text, notes) = Self.said(content)
      kind = .aside
      notes.toolResults = [
        .init(name: message["author"]?["name"]?.foreignText, output: text.isEmpty ? nil : text)
      ]
      text = .empty
    default: kind = .unknown(type.isEmpty ? role : type)
    }
  }

  /// The text of a content, and notes for its other parts.
  private static func said(_ content: Value?) -> (ForeignText, HistoryNotes) {
    var words: [ForeignText] = []
    var attachments: [HistoryNotes.Attachment] = []
    for part in content?["parts"].map({ Array($0.elements) }) ?? [] {
      if let text = part.foreignText {
        words.append(text)
      } else if part["content_type"]?.string == "audio_transcription" {
        words.append(part["text"]?.foreignText ?? .empty)
      } else if part.kind == .object {
        let type = part["content_type"]?.string?.replacing("_asset_pointer", with: "")
        attachments.append(
          .init(type: type.map { ForeignText($0) }, id: part["asset_pointer"]?.foreignText))
      }
    }
    words += [content?["text"]?.foreignText, content?["result"]?.foreignText].compactMap { $0 }
    let text = ForeignText(joining: words, separator: "\n")
    return (text, HistoryNotes(attachments: attachments.isEmpty ? nil : attachments))
  }

  private static func files(_ metadata: Value?) -> [HistoryNotes.Attachment]? {
    let files = metadata?["attachments"].map { Array($0.elements) } ?? []
    return files.isEmpty
      ? nil
      : files.map {
        .init(
          type: $0["mime_type"]?.foreignText ?? $0["mimeType"]?.foreignText,
          name: $0["name"]?.foreignText,
          id: $0["id"]?.foreignText)
      }
  }

  private static func joined(
    _ one: [HistoryNotes.Attachment]?, _ other: [HistoryNotes.Attachment]?
  ) -> [HistoryNotes.Attachment]? {
    guard var one else { return other }
    let ids = Set((other ?? []).compactMap(\.id?.text))
    // A picture of the text's is told of once, by the name that it has among the files.
    for index in one.indices {
      guard let pointer = one[index].id?.text else { continue }
      one[index].isQuoted = ids.contains(String(pointer.split(separator: "/").last ?? ""))
    }
    return one + (other ?? [])
  }
}
