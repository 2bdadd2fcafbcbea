import Wire

/// Gathers one page: to its limit, or to 4 MiB of text, and never fewer than one entry.
struct PageBuilder<Element: NamedPayload> {
  private let limit: Int
  private var bytes = 0
  private var elements: [Element] = []
  private var lastKey: [Int64] = []
  private var lastWords: String?
  private var isCutShort = false

  init(_ limit: PageLimit) {
    self.limit = limit.number
  }

  /// One more than fits tells whether there is a next page.
  var wanted: Bound { .integer(Int64(limit) + 1) }

  /// Answers whether it takes another. `words` are the key's where the list is ordered by them.
  mutating func add(
    _ element: Element, key: [Int64], words: String? = nil, textBytes: Int
  ) -> Bool {
    guard elements.isEmpty || elements.count < limit && bytes + textBytes <= Limits.pageBytes else {
      isCutShort = true
      return false
    }
    bytes += textBytes
    elements.append(element)
    (lastKey, lastWords) = (key, words)
    return true
  }

  func page(of list: String) -> Page<Element> {
    let next = Cursor(list: list, key: lastKey, words: lastWords)
    return Page(elements, nextCursor: isCutShort ? next : nil)
  }
}
