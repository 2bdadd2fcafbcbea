import JSON

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

/// How many entries a page holds at most: 1 to 200, 50 unless told. Outside is an error, never clamped.
package struct PageLimit: Hashable, Sendable, Codable, Described {
  package static let range = 1...200
  package static let standard = PageLimit(trusted: 50)
  package static let schema = Schema.integer(range: range)
  package static let specimen = standard

  package let count: Int

  package init?(_ count: Int) {
    guard Self.range.contains(count) else { return nil }
    self.count = count
  }

  private init(trusted count: Int) {
    self.count = count
  }

  package init(from decoder: any Decoder) throws {
    guard let limit = PageLimit(try decoder.singleValueContainer().decode(Int.self)) else {
      throw Expected("an integer from 1 to 200")
    }
    self = limit
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(count)
  }
}

/// Which way a list runs.
package enum SortOrder: String, Codable, CaseIterable, Sendable {
  case ascending = "asc"
  case descending = "desc"
}
