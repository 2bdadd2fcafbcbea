/// What a thread is for, where it is no conversation.
package enum ThreadPurpose: String, Codable, CaseIterable, Sendable {
  /// Text that is written into a document, as when an editor rewrites a selection.
  case edit
}
