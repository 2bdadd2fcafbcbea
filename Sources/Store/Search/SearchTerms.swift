import Wire

/// The terms of a query: each word matches the beginning of a word, and each phrase in quotation
/// marks matches exactly.
///
/// A query has no operators: everything that is typed is searched for. Words without a letter, a
/// digit or a symbol are left out.
struct SearchTerms {
  /// More words and phrases than this are refused.
  static let limit = Limits.searchTerms

  struct Term {
    let text: String
    /// The tokens, as the tokenizer splits and folds them.
    let tokens: [[UInt8]]
    /// Whether the last token matches longer ones, too.
    let isPrefix: Bool
  }

  let terms: [Term]

  init(_ query: SearchText, _ tokenizer: SearchTokenizer) throws {
    terms = Self.parts(of: query.text).compactMap { text, isPhrase in
      let tokens = tokenizer.tokens(of: text)
      guard let last = tokens.last else { return nil }
      // A single character is indexed together with the next one.
      let isHalf = ScalarRun.begins(last) && last.count == ScalarRun.length(last[0])
      return Term(text: text, tokens: tokens, isPrefix: !isPhrase || isHalf)
    }
    guard terms.count <= Self.limit else {
      throw Fault.invalidParams(path: "query", expected: "at most \(Self.limit) words and phrases")
    }
  }

  /// The query in FTS5's language (sqlite.org/fts5.html, section 3): all of the terms, each in
  /// quotation marks, between which no character is special.
  ///
  /// `includingUnfolded` also finds index entries from before letters were folded.
  func expression(includingUnfolded: Bool) -> String {
    let folded = expression(marked: "")
    guard includingUnfolded, FoldedText.isNeeded(folded.utf8) else { return folded }
    return "(\(folded)) OR (\(expression(marked: SearchTokenizer.unfoldedMark)))"
  }

  private func expression(marked mark: String) -> String {
    terms.map { "\"\(mark)\($0.text)\"\($0.isPrefix ? " *" : "")" }.joined(separator: " AND ")
  }

  /// Splits a query. A phrase that is not closed is still being typed: its last word may be
  /// incomplete.
  ///
  /// It works on scalars: FTS5 recognises a quotation mark also where an accent follows it,
  /// although both are one character in Swift.
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
