/// The commands that a word is nearly.
extension Shorthand {
  /// The command that a word is nearly, if what follows it could follow that. Of those that are as
  /// near, it is one that begins as the word does.
  func nearest(to word: String, before rest: ArraySlice<String>) -> String? {
    let word = word.lowercased()
    guard !ForeignCommands.questionWords.contains(word) else { return nil }
    let next = rest.first.flatMap { isOption($0) ? nil : $0 }
    let near = commands.flatMap { spellings(of: $0) }
      .map { (spelling: $0, distance: editDistance(word, $0.text)) }
      .filter { $0.distance <= $0.spelling.limit }
      .min { one, other in
        (one.distance, one.spelling.text.first == word.first ? 0 : 1)
          < (other.distance, other.spelling.text.first == word.first ? 0 : 1)
      }?.spelling
    guard let near else { return nil }
    guard let next else {
      let isList = near.isPlural && near.name.below.contains("list")
      return "skein \(near.name.text)\(isList ? " list" : "")"
    }
    return near.name.below.contains(next) ? "skein \(near.name.text) \(next)" : nil
  }

  /// A command as it may be written, also as what it lists.
  private struct Spelling {
    let text: String
    let name: Name
    let isPlural: Bool
    /// How many edits away a word may be meant for it.
    var limit: Int { name.text.count < 6 ? 1 : 2 }
  }

  private func spellings(of name: Name) -> [Spelling] {
    let own = Spelling(text: name.text, name: name, isPlural: false)
    // A word of three letters is near to too many others.
    guard name.text.count > 3, !name.text.hasSuffix("s") else { return [own] }
    return [own, Spelling(text: name.text + "s", name: name, isPlural: true)]
  }
}
