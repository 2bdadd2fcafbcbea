/// A thread that an import created or continued.
package struct HistoryThread: NamedPayload, Equatable {
  package static let typeName = "HistoryThread"
  package static let fields = [
    "id": "The thread.",
    "number": "Its number.",
    "title": "Its title; null when it has none.",
    "isNew": "Whether the import created it; false when it continued it.",
    "copyOf": "The thread that it is a version of; null for a thread that is no version.",
  ]

  package let id: ThreadID
  package let number: Int?
  package let title: Title?
  package let isNew: Bool
  package let copyOf: ThreadID?

  package init(
    id: ThreadID, number: Int?, title: Title?, isNew: Bool, copyOf: ThreadID? = nil
  ) {
    self.id = id
    self.number = number
    self.title = title
    self.isNew = isNew
    self.copyOf = copyOf
  }

  package static let example = HistoryThread(
    id: Noun.Thread.example.id, number: Noun.Thread.example.number,
    title: Noun.Thread.example.title, isNew: true)
}
