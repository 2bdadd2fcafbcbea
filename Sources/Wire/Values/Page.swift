/// One page of a list. `nextCursor` is `null` on the last page.
package struct Page<Element: NamedPayload>: Payload {
  package static var fields: [String: String] {
    [
      "data": "This page's entries, in the method's order.",
      "nextCursor": "Give it as `cursor` to get the next page; null on the last page.",
    ]
  }

  package let data: [Element]
  package let nextCursor: Cursor?

  package init(_ data: [Element], nextCursor: Cursor? = nil) {
    self.data = data
    self.nextCursor = nextCursor
  }
}

/// The direction of a list.
package enum SortOrder: String, Codable, CaseIterable, Sendable {
  case ascending = "asc"
  case descending = "desc"
}
