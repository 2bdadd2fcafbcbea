/// One page of a list. `nextCursor` is `null` on the last.
package struct Page<Element: NamedPayload>: Payload {
  package static var fields: [String: String] {
    [
      "data": "This page's entries, in the method's order.",
      "nextCursor": "Give it as `cursor` for the next page; null when this is the last.",
    ]
  }

  package let data: [Element]
  package let nextCursor: Cursor?

  package init(_ data: [Element], nextCursor: Cursor? = nil) {
    self.data = data
    self.nextCursor = nextCursor
  }
}

/// Which way a list runs.
package enum SortOrder: String, Codable, CaseIterable, Sendable {
  case ascending = "asc"
  case descending = "desc"
}
