package import Wire

extension Rows {
  /// A context with all requested parts, as of this transaction. `limit` when it is more than one
  /// answer may hold; the rest is then not read.
  package func snapshot(
    _ which: Which<Noun.Context>, with parts: Set<ContextPart>
  ) throws -> ContextGet.Result {
    let context = try keptContext(contextID(which))
    var result = ContextGet.Result(context: context.value)
    var bytes = context.value.textBytes
    func add(_ size: Int) throws {
      bytes += size
      guard bytes <= Limits.snapshotBytes else { throw Fault.largeSnapshot }
    }
    if parts.contains(.messages) {
      let thread = try keptThread(context.value.threadId)
      result.messages = try db.all(MessageSQL.whole, whose, .integer(thread.row)) { columns in
        let message = try Noun.Message(&columns)
        try add(message.textBytes)
        return message
      }
    }
    if parts.contains(.actions) {
      result.actions = try db.all(ActionSQL.whole, whose, .integer(context.row)) { columns in
        let action = try Noun.Action(&columns)
        try add(action.textBytes)
        return action
      }
    }
    if parts.contains(.previews) {
      result.previews = try db.all(PreviewSQL.whole, whose, .integer(context.row)) { columns in
        let preview = try Noun.Preview(&columns)
        try add(preview.textBytes)
        return preview
      }
    }
    return result
  }
}

extension Fault {
  fileprivate static var largeSnapshot: Fault {
    .limit(
      "This context is larger than one answer may be: ask for less, or read it in pages with "
        + "message/list, action/list and preview/list.",
      limit: Limits.snapshotBytes)
  }
}
