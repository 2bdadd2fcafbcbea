/// What a person types to name a thread, a task or a context: 1 to 200 characters on one line.
///
/// If it is all digits and does not start with 0, it is a number. Otherwise, or if nothing has that
/// number, it is the beginning of an id; if no id begins so, it is a title. A text of digits alone
/// is the beginning of an id only from eight digits on, so that a mistyped number names nothing.
package struct TypedName: RuledText {
  package static let lengthLimit = 200
  package static let expectation = "a number, an id or its beginning, or a title"
  package static let schema = Schema.string(minLength: 1, maxLength: lengthLimit)
  /// How many digits a text of digits alone needs to be the beginning of an id.
  package static let digitsOfID = 8

  package let text: String

  package init?(_ text: String) {
    guard let line = singleLine(text, limit: Self.lengthLimit) else { return nil }
    self.text = line
  }

  package init(trusted text: String) {
    self.text = text
  }

  /// Whether it consists of digits alone, and so was meant as a number, valid or not.
  package var isDigits: Bool {
    text.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
  }

  /// The number that it spells; `nil` if it is none.
  package var number: PositiveCount? {
    guard isDigits, text.utf8.first != UInt8(ascii: "0") else { return nil }
    return Int(text).flatMap { PositiveCount($0) }
  }

  /// The first and the last id that begin with it; `nil` if it cannot be the beginning of an id.
  package func ids<Named>(of _: Named.Type = Named.self) -> (first: ID<Named>, last: ID<Named>)? {
    let digits = text.lowercased().filter { $0 != "-" }
    guard (1...32).contains(digits.utf8.count), digits.utf8.count == digits.count,
      digits.allSatisfy(\.isHexDigit), !isDigits || digits.count >= Self.digitsOfID
    else { return nil }
    let padding = 32 - digits.utf8.count
    guard let first = ID<Named>(dashed(digits + String(repeating: "0", count: padding))),
      let last = ID<Named>(dashed(digits + String(repeating: "f", count: padding)))
    else { return nil }
    return (first, last)
  }

  private func dashed(_ digits: String) -> String {
    var text = ""
    for (position, digit) in digits.enumerated() {
      if position == 8 || position == 12 || position == 16 || position == 20 { text.append("-") }
      text.append(digit)
    }
    return text
  }
}

/// What a name matched: the thing's number, its id or its title.
package enum NamedBy: String, Codable, CaseIterable, Sendable {
  case number, id, title
}

/// The things that a name may mean.
package struct Found<Element: NamedPayload>: Payload {
  package static var fields: [String: String] {
    [
      "data":
        "The things that the name may mean, the latest activity first; \(Limits.namedThings) at most.",
      "by":
        "What the name matched: their number, the beginning of their id, or their title; null for no "
        + "match.",
      "hasMore": "Whether the name may mean more things than data holds.",
      "similar":
        "If nothing matched, things with a similar title: those whose title begins with the name, "
        + "or else contains it, the latest activity first; \(Limits.similarThings) at most. null if "
        + "something matched.",
    ]
  }

  package let data: [Element]
  package let by: NamedBy?
  package let hasMore: Bool
  package let similar: [Element]?

  package init(
    _ data: [Element], by: NamedBy?, hasMore: Bool = false, similar: [Element]? = nil
  ) {
    self.data = data
    self.by = by
    self.hasMore = hasMore
    self.similar = similar
  }
}
