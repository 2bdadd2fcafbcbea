/// What a person types to name a thread, a task or a context: 1 to 200 characters on one line.
///
/// Digits without a zero in front are a number. Else, or where no such number was given, it is the
/// beginning of an id, and where none begins so it is a title. Digits alone begin an id only from
/// eight on: a number that was mistyped names nothing.
package struct TypedName: RuledText {
  package static let lengthLimit = 200
  package static let expectation = "a number, an id or its beginning, or a title"
  package static let schema = Schema.string(minLength: 1, maxLength: lengthLimit)
  /// How many digits begin an id when there are digits alone.
  package static let digitsOfID = 8

  package let text: String

  package init?(_ text: String) {
    guard let line = singleLine(text, limit: Self.lengthLimit) else { return nil }
    self.text = line
  }

  package init(trusted text: String) {
    self.text = text
  }

  /// Whether it is written in digits alone: meant as a number, whether it is one or not.
  package var isDigits: Bool {
    text.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
  }

  /// The number that it reads as.
  package var number: PositiveCount? {
    guard isDigits, text.utf8.first != UInt8(ascii: "0") else { return nil }
    return Int(text).flatMap { PositiveCount($0) }
  }

  /// The first and the last id that begin so; `nil` when it is not the beginning of one.
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

/// What of a thing a name was found to be.
package enum NamedBy: String, Codable, CaseIterable, Sendable {
  case number, id, title
}

/// What a name names.
package struct Found<Element: NamedPayload>: Payload {
  package static var fields: [String: String] {
    [
      "data": "What it may mean, the latest activity first; \(Limits.namedThings) at most.",
      "by": "What of them it is: their number, their id's beginning or their title; null for none.",
      "hasMore": "Whether it may mean more than that.",
      "similar":
        "Where it names nothing, what may have been meant: the titles that begin with it, else those "
        + "that hold it, the latest activity first; \(Limits.similarThings) at most. null where it "
        + "names something.",
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
