/// Looking for something that was typed before, letter by letter.
struct HistorySearch {
  private(set) var query = ""
  private var place: Int?
  private(set) var hasFailed = false
  /// What was being typed before.
  let original: EditLine

  init(from line: EditLine) {
    original = line
  }

  var prompt: String { "(\(hasFailed ? "no " : "")search) \(query): " }

  /// Adds to what is looked for; the entry that is shown may have it already.
  mutating func add(_ text: String, in walk: HistoryWalk) -> String? {
    query += text
    return find(in: walk, before: place.map { $0 + 1 })
  }

  mutating func dropLast(in walk: HistoryWalk) -> String? {
    query = String(query.dropLast())
    place = nil
    return find(in: walk, before: nil)
  }

  mutating func older(in walk: HistoryWalk) -> String? {
    find(in: walk, before: place)
  }

  private mutating func find(in walk: HistoryWalk, before limit: Int?) -> String? {
    let found = walk.search(query, before: limit)
    hasFailed = found == nil && !query.isEmpty
    if let found { place = found.place }
    return found?.entry
  }
}
