/// The places where a text contains the terms of a search, found as the index finds them.
struct Matches {
  /// How many matches are searched for in one text: the first ones are enough.
  static let limit = 512
  /// How many tokens of a long term are compared.
  private static let lengthLimit = 64

  struct Match {
    let term: Int
    /// In UTF-8 bytes of the text.
    let range: Range<Int>
  }

  private(set) var found: [Match] = []
  private let terms: SearchTerms
  /// For each term, bit n says that the last tokens are the term's first n + 1.
  private var progress: [UInt64]
  /// The same for the current position, which may have two tokens.
  private var allowed: [UInt64]
  /// Where the last positions began.
  private var starts = [Int](repeating: 0, count: lengthLimit)
  private var position = -1
  private var end = 0
  /// The end of a match that ends inside this position's token.
  private var ends: [Int?]

  init(of terms: SearchTerms, in text: inout String, _ tokenizer: SearchTokenizer) {
    self.terms = terms
    progress = [UInt64](repeating: 0, count: terms.terms.count)
    allowed = progress
    ends = [Int?](repeating: nil, count: terms.terms.count)
    tokenizer.each(in: &text, for: .document) { token, range, isColocated in
      take(token, range, isColocated: isColocated)
    }
    settle()
  }

  /// Whether each of the terms was found.
  var hasAll: Bool { Set(found.map(\.term)).count == terms.terms.count }

  /// Takes a token; returns whether more are wanted.
  private mutating func take(
    _ token: UnsafeRawBufferPointer, _ range: Range<Int>, isColocated: Bool
  ) -> Bool {
    if !isColocated {
      settle()
      guard found.count < Self.limit else { return false }
      position += 1
      starts[position % Self.lengthLimit] = range.lowerBound
    }
    end = range.upperBound
    for (index, term) in terms.terms.enumerated() {
      for (place, wanted) in term.tokens.prefix(Self.lengthLimit).enumerated() {
        let isLast = place == term.tokens.count - 1
        guard isLast && term.isPrefix ? token.starts(with: wanted) : token.elementsEqual(wanted)
        else { continue }
        allowed[index] |= 1 << UInt64(place)
        // A matching word is shown whole; of a pair only the searched part is shown.
        if isLast, ScalarRun.begins(wanted) { ends[index] = range.lowerBound + wanted.count }
      }
    }
    return true
  }

  /// Ends the current position.
  private mutating func settle() {
    guard position >= 0 else { return }
    for index in progress.indices {
      progress[index] = (progress[index] << 1 | 1) & allowed[index]
      let length = min(terms.terms[index].tokens.count, Self.lengthLimit)
      if progress[index] >> UInt64(length - 1) & 1 == 1 {
        let start =
          length == 1 && ends[index] != nil
          ? startOfLone(index) : starts[(position - length + 1) % Self.lengthLimit]
        found.append(Match(term: index, range: start..<(ends[index] ?? end)))
      }
      (allowed[index], ends[index]) = (0, nil)
    }
  }

  /// The start of a single searched character, which may be the second of the position's pair.
  private func startOfLone(_ index: Int) -> Int {
    (ends[index] ?? end) - terms.terms[index].tokens[0].count
  }
}
