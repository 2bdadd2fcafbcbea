import Wire

/// A thread as people read it: a heading for each message, what was said below it as it was said.
enum ThreadMarkdown {
  static func text(of document: ThreadDocument) -> String {
    guard let thread = document.thread, let messages = document.messages else { return "" }
    var parts = ["# \(thread.title?.text ?? name(of: thread))", facts(of: thread)]
    if let prompt = thread.systemPrompt {
      parts += ["## system prompt", prompt.text.withoutLineEnds]
    }
    for message in messages {
      parts += ["## \(message.role.rawValue), \(message.createdAt)"]
      if !message.content.isEmpty { parts.append(message.content.withoutLineEnds) }
    }
    return parts.joined(separator: "\n\n") + "\n"
  }

  private static func facts(of thread: Noun.Thread) -> String {
    let count = thread.messageCount == 1 ? "1 message" : "\(thread.messageCount) messages"
    let model = thread.model.map { ", model \($0)" } ?? ""
    return "\(name(of: thread)), \(count)\(model), begun \(thread.createdAt)."
  }

  private static func name(of thread: Noun.Thread) -> String {
    thread.number.map { "Thread \($0) (\(thread.id))" } ?? "Thread \(thread.id)"
  }
}

extension String {
  fileprivate var withoutLineEnds: String {
    var scalars = unicodeScalars[...]
    while scalars.last == "\n" || scalars.last == "\r" { scalars.removeLast() }
    return String(scalars)
  }
}
