/// A thread that an import made or continued.
package struct HistoryThread: NamedPayload, Equatable {
  package static let typeName = "HistoryThread"
  package static let fields = [
    "id": "The thread.",
    "number": "Its number.",
    "title": "Its title; null when it has none.",
    "isNew": "Whether the import made it; false when it continued it.",
  ]

  package let id: ThreadID
  package let number: Int?
  package let title: Title?
  package let isNew: Bool

  package init(id: ThreadID, number: Int?, title: Title?, isNew: Bool) {
    self.id = id
    self.number = number
    self.title = title
    self.isNew = isNew
  }

  package static let example = HistoryThread(
    id: Noun.Thread.example.id, number: Noun.Thread.example.number,
    title: Noun.Thread.example.title, isNew: true)
}
