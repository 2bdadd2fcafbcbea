/// `thread/list`
package enum ThreadList: Method {
  package typealias Runs = Read
  package typealias Result = Page<Noun.Thread>
  package static let name = "thread/list"
  package static let summary = "List threads, the one with the latest activity first."
  package static let details = """
    Activity is any change to the thread or its messages, in the order in which the changes were \
    made; no clock decides it. Only a thread that history/import brought stands where the time of \
    its last activity puts it, until something changes in it here. Versions that thread/revert, \
    thread/fork and history/import keep are not listed unless includeCopies or copiesOf asks for them.
    """
  package static let faults: [Fault.Kind] = [.notFound]

  package struct Params: Payload {
    package static let fields = [
      "limit": "The most entries that a page holds, 1 to 200; 50 by default.",
      "cursor": "The nextCursor of the previous page.",
      "includeDeleted": "Whether deleted threads are listed too; false by default.",
      "includeCopies": "Whether versions are listed too; false by default.",
      "copiesOf": "Only the versions of this thread.",
    ]

    package var limit: PageLimit?
    package var cursor: Cursor?
    package var includeDeleted: Bool?
    package var includeCopies: Bool?
    package var copiesOf: ThreadID?

    package init(
      limit: PageLimit? = nil, cursor: Cursor? = nil, includeDeleted: Bool? = nil,
      includeCopies: Bool? = nil, copiesOf: ThreadID? = nil
    ) {
      self.limit = limit
      self.cursor = cursor
      self.includeDeleted = includeDeleted
      self.includeCopies = includeCopies
      self.copiesOf = copiesOf
    }
  }

  package static let example = Example<ThreadList>(
    Params(limit: PageLimit(20)), Page([Noun.Thread.example]))
}
