/// Going back through what was typed before, and to what is being typed again.
struct HistoryWalk {
  private var entries: [String]
  /// `entries.count` is the text that is being typed.
  private var place: Int
  private var draft = ""

  init(_ entries: [String]) {
    self.entries = entries
    place = entries.count
  }

  /// The entry before; `nil` at the first.
  mutating func older(than text: String) -> String? {
    guard place > 0 else { return nil }
    if place == entries.count { draft = text }
    place -= 1
    return entries[place]
  }

  /// The entry after, at last what was being typed; `nil` there.
  mutating func newer() -> String? {
    guard place < entries.count else { return nil }
    place += 1
    return place == entries.count ? draft : entries[place]
  }

  /// Begins at the end again, with one entry more if it is another than the last.
  mutating func add(_ entry: String) -> Bool {
    defer { leave() }
    guard entry != entries.last else { return false }
    entries.append(entry)
    return true
  }

  mutating func leave() {
    place = entries.count
    draft = ""
  }

  /// The newest entry before `limit` that holds `text`, and where it is.
  func search(_ text: String, before limit: Int?) -> (place: Int, entry: String)? {
    guard !text.isEmpty else { return nil }
    return entries[..<min(limit ?? entries.count, entries.count)].indices.last {
      entries[$0].localizedContains(text)
    }.map { ($0, entries[$0]) }
  }
}

extension String {
  /// Small letters find capital ones.
  fileprivate func localizedContains(_ text: String) -> Bool {
    text.contains(where: \.isUppercase) ? contains(text) : lowercased().contains(text.lowercased())
  }
}
