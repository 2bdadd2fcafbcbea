package import Wire

/// A thing as people name it: its id, or as much of the beginning as tells it from the others.
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
      throw .usage("“\(text)” is not \(article) \(noun)'s id, nor the beginning of one.")
    }
    self.digits = digits
    self.noun = noun
  }

  /// The id itself, when it is given whole.
  package var whole: ID<Named>? {
    guard digits.utf8.count == 32 else { return nil }
    var text = ""
    for (position, digit) in digits.enumerated() {
      if position == 8 || position == 12 || position == 16 || position == 20 { text.append("-") }
      text.append(digit)
    }
    return ID(text)
  }

  package func names(_ id: ID<Named>) -> Bool {
    id.description.filter { $0 != "-" }.hasPrefix(digits)
  }

  /// How many of those that begin alike are told of.
  static var shownChoices: Int { 10 }

  /// The only one found; `label` tells several apart.
  package func choose(from found: [(id: ID<Named>, label: String)]) throws(ClientError) -> ID<Named>
  {
    guard let first = found.first else {
      throw .usage("You have no \(noun) whose id begins with \(digits).")
    }
    guard found.count > 1 else { return first.id }
    let shown = found.prefix(Self.shownChoices).map { "  \($0.id)  \($0.label)" }
    let more = found.count > shown.count ? ["  … \(found.count - shown.count) more"] : []
    throw .usage(
      "\(found.count) \(noun)s have an id that begins so; give more of it:\n"
        + (shown + more).joined(separator: "\n"))
  }

  /// How many characters of their ids tell these apart; at least 13, the moment of creation to the
  /// millisecond, so that what was shown names the thing later on too.
  package static func shownLength(of ids: [ID<Named>]) -> Int {
    let sorted = ids.map(\.description).sorted()
    var length = 13
    for (one, next) in zip(sorted, sorted.dropFirst()) where one != next {
      length = max(length, zip(one, next).prefix { $0 == $1 }.count + 1)
    }
    return min(length, 36)
  }
}
