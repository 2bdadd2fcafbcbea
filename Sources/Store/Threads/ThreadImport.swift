import JSON
package import Wire

extension Changes {
  /// Creates the thread that a document describes, or finds the one that was created from it
  /// before. One event, for the thread.
  package func importThread(
    _ params: ThreadImport.Params, made id: ThreadID
  ) throws -> Noun.Thread {
    let made = try Fingerprint(ThreadImport.name, params)
    if let known = try importedThread(made) { return known }
    let (source, messages) = try params.document.checked()
    let thread = try insertThread(
      NewThread(
        id: id, title: source.title, model: source.model, systemPrompt: source.systemPrompt,
        contextPolicy: source.contextPolicy, options: source.options, purpose: source.purpose,
        createdAt: source.createdAt, updatedAt: now),
      made: made)
    for (position, message) in messages.enumerated() {
      let origin = Origin(message, of: source)
      guard let metadata = try origin.noted(in: message.metadata) else {
        throw Fault.invalidParams(
          path: "document.messages[\(position)].metadata",
          expected: "an object with room for importedFrom")
      }
      try insertCopy(
        NewMessage(
          id: ids.next(), sequence: position + 1, role: message.role, content: message.content,
          promptTokens: message.promptTokens, completionTokens: message.completionTokens,
          totalTokens: message.totalTokens, metadata: metadata),
        saidAt: message.createdAt, in: thread.row)
    }
    return try rows.thread(id)
  }

  /// No index serves this: it reads all of the owner's threads, which only an import does.
  private func importedThread(_ made: Fingerprint) throws -> Noun.Thread? {
    let known = try db.first(
      """
      SELECT uuid
      FROM thread
      WHERE user = ?1 AND made = ?2
      """, rows.whose, .bytes(made.bytes)
    ) { $0.id(ThreadID.self) }
    guard let known else { return nil }
    let thread = try rows.thread(known)
    guard thread.deletedAt == nil else {
      throw Fault.invalidState(
        "That document made the thread \(known), which is deleted: restore it, or delete it for "
          + "good first.",
        from: "deleted", to: "created")
    }
    return thread
  }
}

extension ThreadDocument {
  /// Checks the document beyond its types: an incomplete import would create nothing.
  fileprivate func checked() throws(Fault) -> (Noun.Thread, [Noun.Message]) {
    func wrong(_ member: String, _ expected: String) -> Fault {
      .invalidParams(path: "document.\(member)", expected: expected)
    }
    guard format == .json else { throw wrong("format", "json: markdown is for reading only") }
    guard version == Self.currentVersion else {
      throw wrong("version", "\(Self.currentVersion), which is what this daemon reads")
    }
    guard let thread else { throw wrong("thread", "the thread") }
    guard let messages else { throw wrong("messages", "the thread's messages") }
    guard thread.messageCount == messages.count else {
      throw wrong("messages", "\(thread.messageCount) messages, as the thread says")
    }
    for (position, message) in messages.enumerated() {
      let path = "messages[\(position)]"
      guard message.sequence?.number == position + 1 else {
        throw wrong("\(path).sequence", "\(position + 1)")
      }
      guard !message.content.isEmpty || message.role == .assistant,
        message.content.utf8.count <= Limits.contentBytes
      else { throw wrong("\(path).content", Content.expectation) }
      for (name, count) in [
        ("promptTokens", message.promptTokens), ("completionTokens", message.completionTokens),
        ("totalTokens", message.totalTokens),
      ] {
        if let count, count < 0 { throw wrong("\(path).\(name)", "0 or more") }
      }
    }
    return (thread, messages)
  }
}

/// The ids that a message had where it comes from.
private struct Origin: Encodable {
  let threadId: ThreadID
  let messageId: MessageID?
  let turnId: TurnID?
  /// What stood in its place.
  var importedFrom: RawJSON?

  init(_ message: Noun.Message, of thread: Noun.Thread) {
    threadId = thread.id
    messageId = message.id
    turnId = message.turnId
  }

  /// The client's object with this in it; nothing when it grows too large.
  func noted(in metadata: FreeObject?) throws -> FreeObject? {
    var origin = self
    let known = metadata ?? .empty
    origin.importedFrom = try known.json.value()[FreeObject.origin].map {
      RawJSON(trusting: String(decoding: $0.token, as: UTF8.self))
    }
    return try known.setting(
      FreeObject.origin, to: RawJSON(encoding: origin, nilMembers: .omitted))
  }
}

extension FreeObject {
  /// The member of a message's metadata that says where the message comes from.
  static let origin = "importedFrom"

  /// The object with another value of one member; its other members stay as they came. Nothing when
  /// it grows too large.
  func setting(_ member: String, to value: RawJSON) throws -> FreeObject? {
    var members: [UInt8] = []
    for (name, other) in try json.value().members where name != member {
      Output.quote(name, into: &members)
      members += ":\(String(decoding: other.token, as: UTF8.self)),".utf8
    }
    Output.quote(member, into: &members)
    let text = "{" + String(decoding: members, as: UTF8.self) + ":" + value.text + "}"
    return FreeObject(RawJSON(trusting: text))
  }
}
