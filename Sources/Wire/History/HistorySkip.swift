/// A part of a history that could not be imported.
package struct HistorySkip: NamedPayload, Equatable {
  package static let typeName = "HistorySkip"
  package static let fields = [
    "title": "The conversation's title; null when it has none or can't be read.",
    "conversationId":
      "The conversation's id at the source; null when it has none or can't be read.",
    "reason": "What was skipped and why, for people.",
    "count": "How many conversations, branches or messages were skipped for this reason.",
  ]

  package let title: Title?
  package let conversationId: String?
  package let reason: String
  package let count: Int

  package init(title: Title? = nil, conversationId: String? = nil, reason: String, count: Int = 1) {
    self.title = title
    self.conversationId = conversationId
    self.reason = reason
    self.count = count
  }

  package static let example = HistorySkip(
    title: Title(trusted: "New chat"), conversationId: "67a1f0c2-7c1e-8003-9b0e-3f2a1c4d5e6f",
    reason: "nothing was said in it")
}
