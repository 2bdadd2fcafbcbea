/// `search/progressed`
package enum SearchProgressed: Notification {
  package static let name = "search/progressed"
  package static let summary = """
    The progress of the search index, while a `thread/search` of this connection that set progress \
    waits for it; at most four a second.
    """

  package struct Params: Payload, Equatable {
    package static let fields = [
      "indexed": "How many of these messages are in the index.",
      "total": "How many messages have to be in the index before the search begins.",
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
