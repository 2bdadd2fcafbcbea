package import Wire

/// A thread as people name it: its id, or as much of the beginning as tells it from the others.
package struct ThreadReference: Equatable {
  /// Hexadecimal digits, lower case, without dashes.
  private let digits: String

  package init(_ text: String) throws(ClientError) {
    let digits = text.lowercased().filter { $0 != "-" }
    guard (1...32).contains(digits.utf8.count), digits.allSatisfy(\.isHexDigit),
      digits.utf8.count == digits.count
    else {
      throw .usage("“\(text)” is not a thread's id, nor the beginning of one.")
    }
    self.digits = digits
  }

  /// The id itself, when it is given whole.
  package var whole: ThreadID? {
    guard digits.utf8.count == 32 else { return nil }
    var text = ""
    for (position, digit) in digits.enumerated() {
      if position == 8 || position == 12 || position == 16 || position == 20 { text.append("-") }
      text.append(digit)
    }
    return ThreadID(text)
  }

  package func names(_ id: ThreadID) -> Bool {
    id.description.filter { $0 != "-" }.hasPrefix(digits)
  }

  /// Looks through all threads, deleted ones too if asked.
  package func resolve(
    on connection: Connection, includeDeleted: Bool = false
  ) throws -> ThreadID {
    if let whole { return whole }
    var found: [Noun.Thread] = []
    let params = ThreadList.Params(limit: PageLimit(200), includeDeleted: includeDeleted)
    try connection.pages(ThreadList.self, params, cursor: \.cursor) { page, _ in
      found += page.data.filter { names($0.id) }
      return true
    }
    return try choose(from: found)
  }

  func choose(from found: [Noun.Thread]) throws(ClientError) -> ThreadID {
    guard let first = found.first else {
      throw .usage("You have no thread whose id begins with \(digits).")
    }
    guard found.count > 1 else { return first.id }
    let shown = found.prefix(10).map { "  \($0.id)  \($0.title?.text ?? "")" }
    let more = found.count > shown.count ? ["  … \(found.count - shown.count) more"] : []
    throw .usage(
      ["\(found.count) threads have an id that begins so; give more of it:"].joined()
        + "\n" + (shown + more).joined(separator: "\n"))
  }

  /// How many characters of their ids tell these apart; at least 13, the moment of creation to the
  /// millisecond, so that what was shown names the thread later on too.
  package static func shownLength(of ids: [ThreadID]) -> Int {
    let sorted = ids.map(\.description).sorted()
    var length = 13
    for (one, next) in zip(sorted, sorted.dropFirst()) where one != next {
      length = max(length, zip(one, next).prefix { $0 == $1 }.count + 1)
    }
    return min(length, 36)
  }
}
