/// `thread/list`
package enum ThreadList: Method {
  package typealias Runs = Read
  package typealias Result = Page<Noun.Thread>
  package static let name = "thread/list"
  package static let summary = "List threads, the one with the latest activity first."
  package static let details = """
    Activity is any change to the thread or its messages. The order is the order of these changes; \
    no clock decides it, except that a thread of history/import is placed by the time of its last \
    activity until it is changed here. The versions that thread/revert and history/import \
    make are listed only with includeCopies or copiesOf, and threads with the purpose edit only \
    with includeEdits or copiesOf.
    """
  package static let faults: [Fault.Kind] = [.notFound]

  package struct Params: Payload {
    package static let fields = [
      "limit": PageLimit.summary,
      "cursor": Cursor.summary,
      "includeDeleted": "Whether deleted threads are listed too; false by default.",
      "includeCopies": "Whether versions are listed too; false by default.",
      "includeEdits": "Whether threads with the purpose edit are listed too; false by default.",
      "copiesOf": "List only the versions of this thread.",
    ]

    package var limit: PageLimit?
    package var cursor: Cursor?
    package var includeDeleted: Bool?
    package var includeCopies: Bool?
    package var includeEdits: Bool?
    package var copiesOf: ThreadID?

    package init(
      limit: PageLimit? = nil, cursor: Cursor? = nil, includeDeleted: Bool? = nil,
      includeCopies: Bool? = nil, includeEdits: Bool? = nil, copiesOf: ThreadID? = nil
    ) {
      self.limit = limit
      self.cursor = cursor
      self.includeDeleted = includeDeleted
      self.includeCopies = includeCopies
      self.includeEdits = includeEdits
      self.copiesOf = copiesOf
    }
  }

  package static let example = Example<ThreadList>(
    Params(limit: PageLimit(20)), Page([Noun.Thread.example]))
}
