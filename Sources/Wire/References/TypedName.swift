/// What a person types to name a thread, a task or a context: 1 to 200 characters on one line.
///
/// If it is all digits and does not start with 0, it is a number. Otherwise, or if nothing has that
/// number, it is the beginning of an id; if no id begins so, it is a title. A text of digits alone
/// is the beginning of an id only from eight digits on, so that a mistyped number names nothing.
package struct TypedName: RuledLine {
  package static let lengthLimit = 200
  package static let expectation = "a number, an id or its beginning, or a title"
  /// How many digits a text of digits alone needs to be the beginning of an id.
  package static let digitsOfID = 8

  package let text: String

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
    guard let first = ID<Named>(digits: digits + String(repeating: "0", count: padding)),
      let last = ID<Named>(digits: digits + String(repeating: "f", count: padding))
    else { return nil }
    return (first, last)
  }
}
