/// `search/progressed`
package enum SearchProgressed: Notification {
  package static let name = "search/progressed"
  package static let summary = """
    How far the search index has come that a `thread/search` of this connection waits for, if it \
    asked for that; at most four a second.
    """

  package struct Params: Payload, Equatable {
    package static let fields = [
      "indexed": "Messages that are in the index.",
      "total": "Messages that the search waits for, those among them.",
    ]

    package var indexed: Int
    package var total: Int

    package init(indexed: Int, total: Int) {
      self.indexed = indexed
      self.total = total
    }
  }

  package static let example = Params(indexed: 12_000, total: 80_000)
}
