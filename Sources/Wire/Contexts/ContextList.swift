/// `context/list`
package enum ContextList: Method {
  package typealias Runs = Read
  package typealias Result = Page<Noun.Context>
  package static let name = "context/list"
  package static let summary = "List contexts, the most recently changed first."
  package static let details = """
    A write to the context, to its thread's messages, its actions or its previews counts as a \
    change. The order is the order of the writes; no clock decides it.
    """

  package struct Params: Payload {
    package static let fields = [
      "status": "Only those with this status.",
      "limit": PageLimit.summary,
      "cursor": Cursor.summary,
      "includeDeleted": "Whether deleted contexts are listed too; false by default.",
    ]

    package var status: ContextStatus?
    package var limit: PageLimit?
    package var cursor: Cursor?
    package var includeDeleted: Bool?

    package init(
      status: ContextStatus? = nil, limit: PageLimit? = nil, cursor: Cursor? = nil,
      includeDeleted: Bool? = nil
    ) {
      self.status = status
      self.limit = limit
      self.cursor = cursor
      self.includeDeleted = includeDeleted
    }
  }

  package static let example = Example<ContextList>(
    Params(status: .active), Page([Noun.Context.example]))
}

/// `context/active`
package enum ContextActive: Method {
  package typealias Runs = Read
  package typealias Params = NoParams
  package static let name = "context/active"
  package static let summary =
    "Show the most recently changed context among those whose status is active."
  package static let details = """
    A write to the context, to its thread's messages, its actions or its previews counts as a \
    change.
    """

  package struct Result: Payload, Equatable {
    package static let fields = ["context": "The context; null when none is active."]

    package var context: Noun.Context?

    package init(_ context: Noun.Context?) {
      self.context = context
    }
  }

  package static let example = Example<ContextActive>(NoParams(), Result(.example))
}
