package import Wire

/// A thing as people name it: its id, or as much of the beginning or of the end as tells it from the
/// others. Lists show the end: ids of one time begin alike.
package struct IDReference<Named>: Equatable {
  /// Hexadecimal digits, lower case, without dashes.
  private let digits: String
  /// What it names, in a word.
  private let noun: String

  package init(_ text: String, noun: String) throws(ClientError) {
    let digits = text.lowercased().filter { $0 != "-" }
    guard (1...32).contains(digits.utf8.count), digits.allSatisfy(\.isHexDigit),
      digits.utf8.count == digits.count
    else {
      // The only one with a u says it as "you".
      let article = noun.first.map { "aeio".contains($0) } == true ? "an" : "a"
      throw .usage("“\(text)” is not \(article) \(noun)'s id, nor the beginning or the end of one.")
    }
    self.digits = digits
    self.noun = noun
  }

  /// The id itself, when it is given whole.
  package var whole: ID<Named>? { ID(digits: digits) }

  package func names(_ id: ID<Named>) -> Bool {
    let whole = id.description.filter { $0 != "-" }
    return whole.hasPrefix(digits) || digits.utf8.count >= Self.leastEnd && whole.hasSuffix(digits)
  }

  /// How many digits of its end name a thing: fewer would take what is the beginning of others.
  static var leastEnd: Int { 6 }
  /// How many of those that are alike are told of.
  static var shownChoices: Int { 5 }
  /// What so many ids begin with tells of none.
  static var alikeLimit: Int { 20 }

  /// The only one found; `label` tells several apart.
  package func choose(from found: [(id: ID<Named>, label: String)]) throws(ClientError) -> ID<Named>
  {
    guard let first = found.first else {
      throw .usage("You have no \(noun) whose id begins or ends with \(digits).")
    }
    guard found.count > 1 else { return first.id }
    let sentence = "\(found.count) \(noun)s have an id that begins or ends so; give more of it"
    guard found.count <= Self.alikeLimit else { throw .usage("\(sentence).") }
    let shown = found.prefix(Self.shownChoices).map { "  \($0.id)  \($0.label)" }
    let more = found.count > shown.count ? ["  … \(found.count - shown.count) more"] : []
    throw .usage("\(sentence):\n" + (shown + more).joined(separator: "\n"))
  }

  /// How many characters of their ends tell these apart; at least 8, which are 32 bits of chance, so
  /// that what was shown names the thing later on too.
  package static func shownLength(of ids: [ID<Named>]) -> Int {
    let sorted = ids.map { String($0.description.reversed()) }.sorted()
    var length = 8
    for (one, next) in zip(sorted, sorted.dropFirst()) where one != next {
      length = max(length, zip(one, next).prefix { $0 == $1 }.count + 1)
    }
    // What begins with a dash would be taken for an option.
    return sorted.contains { $0.dropFirst(length - 1).first == "-" } ? length + 1 : length
  }
}
