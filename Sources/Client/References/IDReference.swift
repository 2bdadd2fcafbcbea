package import Wire

/// A thing as people name it: its id, or enough of the id's beginning or end to tell it from the
/// others. Lists show the end, because ids made at about the same time begin alike.
package struct IDReference<Named>: Equatable {
  /// Hexadecimal digits, lower case, without dashes.
  private let digits: String
  /// The name of its kind, in one word.
  private let noun: String

  package init(_ text: String, noun: String) throws(ClientError) {
    let digits = text.lowercased().filter { $0 != "-" }
    guard (1...32).contains(digits.utf8.count), digits.allSatisfy(\.isHexDigit),
      digits.utf8.count == digits.count
    else {
      // Of these nouns, only "user" begins with a u, and it takes "a".
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

  /// How many digits of an id's end name a thing: fewer would also match the beginning of others.
  static var leastEnd: Int { 6 }
  /// How many of the matching ids are listed.
  static var shownChoices: Int { 5 }
  /// With more matches than this, none is listed.
  static var alikeLimit: Int { 20 }

  /// The only match; `label` describes each match when there are several.
  package func choose(from found: [(id: ID<Named>, label: String)]) throws(ClientError) -> ID<Named>
  {
    guard let first = found.first else {
      throw .usage("You have no \(noun) whose id begins or ends with \(digits).")
    }
    guard found.count > 1 else { return first.id }
    let sentence =
      "\(found.count) \(noun)s have an id that begins or ends with \(digits); give more digits"
    guard found.count <= Self.alikeLimit else { throw .usage("\(sentence).") }
    let shown = found.prefix(Self.shownChoices).map { "  \($0.id)  \($0.label)" }
    let more = found.count > shown.count ? ["  … \(found.count - shown.count) more"] : []
    throw .usage("\(sentence):\n" + (shown + more).joined(separator: "\n"))
  }

  /// How many characters of their ends tell these ids apart; at least 8, which are 32 random bits,
  /// so that a shown id still names the thing later.
  package static func shownLength(of ids: [ID<Named>]) -> Int {
    let sorted = ids.map { String($0.description.reversed()) }.sorted()
    var length = 8
    for (one, next) in zip(sorted, sorted.dropFirst()) where one != next {
      length = max(length, zip(one, next).prefix { $0 == $1 }.count + 1)
    }
    // A reference that begins with a dash would be taken for an option.
    return sorted.contains { $0.dropFirst(length - 1).first == "-" } ? length + 1 : length
  }
}
