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

/// The params of a list without a filter.
package struct PageParams: Payload {
  package static let fields = ["limit": PageLimit.summary, "cursor": Cursor.summary]

  package var limit: PageLimit?
  package var cursor: Cursor?

  package init(limit: PageLimit? = nil, cursor: Cursor? = nil) {
    self.limit = limit
    self.cursor = cursor
  }
}

/// The most entries that a page holds: 1 to 200, 50 by default.
package struct PageLimit: RuledInteger {
  package static let range = 1...200
  package static let expectation = "an integer from 1 to 200"
  package static let standard = PageLimit(trusted: 50)
  /// What the member `limit` of a list's params means.
  static let summary = "The most entries that a page holds, 1 to 200; 50 by default."

  package let number: Int

  package init(trusted number: Int) {
    self.number = number
  }
}

/// The direction of a list.
package enum SortOrder: String, Codable, CaseIterable, Sendable {
  case ascending = "asc"
  case descending = "desc"
}
