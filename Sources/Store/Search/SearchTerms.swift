import Wire

/// What a query asks for: each of its words as the beginning of one, and each phrase in quotation
/// marks as it is.
///
/// Nothing in a query is an operator: whatever is typed is looked for. What has neither a letter,
/// a digit nor a symbol is left out.
struct SearchTerms {
  /// More words and phrases than this are refused.
  static let limit = Limits.searchTerms

  struct Term {
    let text: String
    /// As the tokenizer cuts and folds them.
    let tokens: [[UInt8]]
    /// Whether the last one may go on.
    let isPrefix: Bool
  }

  let terms: [Term]

  init(_ query: SearchText, _ tokenizer: SearchTokenizer) throws {
    terms = Self.parts(of: query.text).compactMap { text, isPhrase in
      let tokens = tokenizer.tokens(of: text)
      guard let last = tokens.last else { return nil }
      // One character alone is indexed with the next.
      let isHalf = ScalarRun.begins(last) && last.count == ScalarRun.length(last[0])
      return Term(text: text, tokens: tokens, isPrefix: !isPhrase || isHalf)
    }
    guard terms.count <= Self.limit else {
      throw Fault.invalidParams(path: "query", expected: "at most \(Self.limit) words and phrases")
    }
  }

  /// In FTS5's language (sqlite.org/fts5.html, section 3): all of the terms, each in quotation
  /// marks, between which nothing has a meaning.
  ///
  /// `includingUnfolded` finds as well what stands in the index from before letters were folded.
  func expression(includingUnfolded: Bool) -> String {
    let folded = expression(marked: "")
    guard includingUnfolded, FoldedText.isNeeded(folded.utf8) else { return folded }
    return "(\(folded)) OR (\(expression(marked: SearchTokenizer.unfoldedMark)))"
  }

  private func expression(marked mark: String) -> String {
    terms.map { "\"\(mark)\($0.text)\"\($0.isPrefix ? " *" : "")" }.joined(separator: " AND ")
  }

  /// A phrase that is not closed is still being typed: its last word may go on.
  ///
  /// Scalar by scalar: to FTS5 a quotation mark is one also where an accent follows it, which
  /// makes another character of the two.
  private static func parts(of query: String) -> [(text: String, isPhrase: Bool)] {
    var parts: [(String, Bool)] = []
    let sections = query.unicodeScalars.split(separator: "\"", omittingEmptySubsequences: false)
    for (number, section) in sections.enumerated() {
      if number.isMultiple(of: 2) {
        parts += section.split(whereSeparator: \.properties.isWhitespace).map {
          (String($0), false)
        }
      } else {
        parts.append((String(section), number < sections.count - 1))
      }
    }
    return parts
  }
}

extension SearchTokenizer {
  /// The tokens of a query's term.
  fileprivate func tokens(of text: String) -> [[UInt8]] {
    var tokens: [[UInt8]] = []
    var text = text
    each(in: &text, for: .query) { token, _, _ in
      tokens.append(Array(token))
      return true
    }
    return tokens
  }
}
