/// A noun whose id has a member of its own in params: a thread's is `threadId`.
package protocol Identified: NamedPayload {
  /// The member that holds its id.
  static var idMember: String { get }
}

extension Noun.Account: Identified {
  package static let idMember = "accountId"
}

extension Noun.Action: Identified {
  package static let idMember = "actionId"
}

extension Noun.Context: Identified {
  package static let idMember = "contextId"
}

extension Noun.Message: Identified {
  package static let idMember = "messageId"
}

extension Noun.Preview: Identified {
  package static let idMember = "previewId"
}

extension Noun.Session: Identified {
  package static let idMember = "sessionId"
}

extension Noun.Task: Identified {
  package static let idMember = "taskId"
}

extension Noun.Thread: Identified {
  package static let idMember = "threadId"
}

extension Noun.Turn: Identified {
  package static let idMember = "turnId"
}
