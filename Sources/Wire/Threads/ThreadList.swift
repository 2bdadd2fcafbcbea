/// `thread/list`
package enum ThreadList: Method {
  package typealias Runs = Read
  package typealias Result = Page<Noun.Thread>
  package static let name = "thread/list"
  package static let summary = "List threads, the one with the latest activity first."
  package static let details = """
    Activity is any change to the thread or its messages, in the order in which the changes were \
    made; no clock decides it.
    """

  package struct Params: Payload {
    package static let fields = [
      "limit": "Entries of a page at most, 1 to 200; 50 unless given.",
      "cursor": "The nextCursor of the page before.",
      "includeDeleted": "Whether deleted threads are listed too; false unless given.",
    ]

    package var limit: PageLimit?
    package var cursor: Cursor?
    package var includeDeleted: Bool?

    package init(
      limit: PageLimit? = nil, cursor: Cursor? = nil, includeDeleted: Bool? = nil
    ) {
      self.limit = limit
      self.cursor = cursor
      self.includeDeleted = includeDeleted
    }
  }

  package static let example = Example<ThreadList>(
    Params(limit: PageLimit(20)), Page([Noun.Thread.example]))
}
