import Wire

/// Collects one page: up to its limit, or up to 4 MiB of text, but at least one entry.
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

  /// One row more than the limit shows whether there is a next page.
  var wanted: Bound { .integer(Int64(limit) + 1) }

  /// Adds an entry; returns whether there is room for another. `words` are part of the cursor when
  /// the list is ordered by text.
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
