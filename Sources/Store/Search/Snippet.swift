import Wire

/// The part of a text that best shows why it was found, on one line.
struct Snippet {
  /// How many characters before the first match are shown; fewer, down to half of them, to begin at
  /// a word.
  private static let lead = 60
  /// How far apart matches may be that are shown together, in bytes.
  private static let reach = 160

  private let text: String
  private let matches: [Matches.Match]

  init(_ text: String, _ matches: [Matches.Match]) {
    self.text = text
    self.matches = matches
  }

  /// At most `Limits.snippetLength` characters, not counting marks and ellipses.
  var line: String {
    let anchor = anchor()
    let start = start(before: anchor)
    let end = end(after: start)
    var line = marked(start..<end)
    if start > text.startIndex { line.unicodeScalars.insert("…", at: line.startIndex) }
    if end < text.endIndex { line += "…" }
    return line
  }

  /// The match that has the most different terms near after it.
  private func anchor() -> String.Index {
    var best: (terms: Int, offset: Int) = (0, 0)
    for (number, match) in matches.enumerated() {
      let near = matches[number...].prefix {
        $0.range.lowerBound < match.range.lowerBound + Self.reach
      }
      let terms = Set(near.map(\.term)).count
      if terms > best.terms { best = (terms, match.range.lowerBound) }
    }
    return text.utf8.index(text.startIndex, offsetBy: best.offset)
  }

  private func start(before anchor: String.Index) -> String.Index {
    var (start, length) = (anchor, 0)
    var afterBlank: String.Index?
    while start > text.startIndex {
      let before = text.index(before: start)
      length += text[before..<start].unicodeScalars.count
      guard length <= Self.lead else { return afterBlank ?? start }
      if length > Self.lead / 2, text[before].isWhitespace { afterBlank = start }
      start = before
    }
    return start
  }

  private func end(after start: String.Index) -> String.Index {
    var (end, length) = (start, 0)
    while end < text.endIndex {
      let next = text.index(after: end)
      let more = text[end..<next].unicodeScalars.count
      if length + more > Limits.snippetLength {
        // A single grapheme may be of any length.
        return length > 0
          ? end : text.unicodeScalars.index(end, offsetBy: Limits.snippetLength)
      }
      length += more
      end = next
    }
    return end
  }

  /// White space is folded and other control characters are left out, so no character of the text
  /// can be mistaken for a mark.
  private func marked(_ range: Range<String.Index>) -> String {
    var line = String.UnicodeScalarView()
    var spans = self.spans(in: range)[...]
    var isOpen = false
    var isBlank = false
    var index = range.lowerBound
    while index < range.upperBound {
      let scalar = text.unicodeScalars[index]
      let offset = text.utf8.distance(from: text.startIndex, to: index)
      if isOpen, let span = spans.first, offset >= span.upperBound {
        line.append(SearchHit.matchEnd)
        isOpen = false
        spans.removeFirst()
      }
      if scalar.properties.isWhitespace {
        isBlank = true
      } else if scalar.properties.generalCategory != .control {
        if isBlank, !line.isEmpty { line.append(" ") }
        isBlank = false
        if !isOpen, let span = spans.first, offset >= span.lowerBound {
          line.append(SearchHit.matchStart)
          isOpen = true
        }
        line.append(scalar)
      }
      index = text.unicodeScalars.index(after: index)
    }
    if isOpen { line.append(SearchHit.matchEnd) }
    return String(line)
  }

  /// The matches that begin in the range; overlapping ones are joined.
  private func spans(in range: Range<String.Index>) -> [Range<Int>] {
    let start = text.utf8.distance(from: text.startIndex, to: range.lowerBound)
    let end = text.utf8.distance(from: text.startIndex, to: range.upperBound)
    var spans: [Range<Int>] = []
    let inside = matches.map(\.range).filter { (start..<end).contains($0.lowerBound) }
    for span in inside.sorted(by: { $0.lowerBound < $1.lowerBound }) {
      if let last = spans.last, span.lowerBound <= last.upperBound {
        spans[spans.count - 1] = last.lowerBound..<max(last.upperBound, span.upperBound)
      } else {
        spans.append(span)
      }
    }
    return spans
  }
}
