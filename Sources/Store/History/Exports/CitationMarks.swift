import JSON

/// The marks that ChatGPT writes into an answer where its page shows a link, such as U+E200 `cite`
/// U+E202 `turn0search0` U+E201, or `【4†source】`. They are replaced by what the export has for
/// them, else by their readable text, which most do not have. From a mark without an end, its kind
/// and its references are removed.
struct CitationMarks {
  private enum Mark {
    static let begin: Unicode.Scalar = "\u{E200}"
    static let end: Unicode.Scalar = "\u{E201}"
    static let separator: Unicode.Scalar = "\u{E202}"
    /// Marks without a partner around highlighted words, and others that only ChatGPT uses.
    static let all: ClosedRange<Unicode.Scalar> = "\u{E200}"..."\u{E206}"
    static let oldBegin: Unicode.Scalar = "【"
    static let oldEnd: Unicode.Scalar = "】"
    static let oldSeparator: Unicode.Scalar = "†"
    /// The maximum length of a mark in scalars: a beginning without an end within that length is
    /// not a mark.
    static let lengthLimit = 4096
  }

  /// The replacement for a mark, by its text.
  private var words: [String: String] = [:]

  /// `metadata.content_references` of a message has the meaning of its marks.
  init(_ metadata: Value?) {
    guard let references = metadata?["content_references"] else { return }
    for reference in references.elements {
      guard let mark = reference["matched_text"]?.string, let words = reference["alt"]?.string
      else { continue }
      self.words[mark] = words
    }
  }

  func plain(_ text: ForeignText) -> ForeignText {
    let scalars = text.text.unicodeScalars
    guard scalars.contains(where: { Mark.all.contains($0) || $0 == Mark.oldBegin }) else {
      return text
    }
    var plain = String.UnicodeScalarView()
    var place = scalars.startIndex
    while place < scalars.endIndex {
      let scalar = scalars[place]
      if let end = end(of: scalar, in: scalars[place...]) {
        let mark = scalars[place...end]
        let words = words[String(mark)] ?? Self.words(in: mark)
        place = scalars.index(after: end)
        if words.isEmpty {
          Self.close(&plain, before: place < scalars.endIndex ? scalars[place] : nil)
        } else {
          plain.append(contentsOf: words.unicodeScalars.filter { !Mark.all.contains($0) })
        }
      } else if scalar == Mark.begin || scalar == Mark.separator,
        let rest = Self.openMark(scalars[place...])
      {
        place = rest
        Self.close(&plain, before: place < scalars.endIndex ? scalars[place] : nil)
      } else {
        if !Mark.all.contains(scalar) { plain.append(scalar) }
        place = scalars.index(after: place)
      }
    }
    return ForeignText(String(plain))
  }

  /// The end of the mark that begins with the first scalar; `nil` when it has none.
  private func end(
    of first: Unicode.Scalar, in rest: Substring.UnicodeScalarView
  ) -> String.Index? {
    let near = rest.prefix(Mark.lengthLimit)
    switch first {
    case Mark.begin:
      // When another mark begins before the end, this one has no end.
      return near.dropFirst().prefix { $0 != Mark.begin }.firstIndex(of: Mark.end)
    case Mark.oldBegin:
      guard let end = near.firstIndex(of: Mark.oldEnd) else { return nil }
      let inside = near[near.index(after: near.startIndex)..<end]
      // Such brackets are common in Chinese and Japanese: only `number†…` is a mark.
      guard let separator = inside.firstIndex(of: Mark.oldSeparator),
        separator > inside.startIndex,
        inside[..<separator].allSatisfy({ ("0"..."9").contains($0) || $0 == ":" })
      else { return nil }
      return end
    default: return nil
    }
  }

  /// The readable text of a mark itself: `entity` has a name in a JSON array, `url` a title and an
  /// address.
  private static func words(in mark: Substring.UnicodeScalarView) -> String {
    let inside = mark.dropFirst().dropLast()
    let parts = inside.split(separator: Mark.separator).map { String($0) }
    switch parts.first {
    case "entity" where parts.count > 1:
      let entity = try? Document(Array(parts[1].utf8), surrogates: .replace).root
      return entity?[1]?.foreignText?.text ?? ""
    case "url" where parts.count > 2 && parts[2].contains("://"):
      return "\(parts[1]) (\(parts[2]))"
    case "url" where parts.count > 1: return parts[1]
    default: return ""
    }
  }

  /// Where the text continues after a mark without an end: behind its kind, and the references or
  /// the JSON in it. `nil` where no kind follows the beginning.
  private static func openMark(_ mark: Substring.UnicodeScalarView) -> String.Index? {
    var rest = mark
    if mark.first == Mark.begin {
      let kind = mark.dropFirst().prefix { isLetter($0) || $0 == "_" }
      rest = mark[kind.endIndex...]
      guard !kind.isEmpty, rest.first ?? Mark.separator == Mark.separator else { return nil }
    }
    while rest.first == Mark.separator {
      let part = rest.dropFirst()
      let reference = part.prefix { isLetter($0) || isDigit($0) }
      if part.first == "[" || part.first == "{" {
        rest = part.drop { $0 != "\n" && !Mark.all.contains($0) }
      } else if reference.starts(with: "turn".unicodeScalars), reference.contains(where: isDigit) {
        rest = part[reference.endIndex...]
      } else {
        rest = part
      }
    }
    return rest.startIndex
  }

  private static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
    ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar)
  }

  private static func isDigit(_ scalar: Unicode.Scalar) -> Bool { ("0"..."9").contains(scalar) }

  /// Removes the blank before a removed mark where white space, punctuation or the end follows now.
  private static func close(_ text: inout String.UnicodeScalarView, before next: Unicode.Scalar?) {
    guard text.last == " " else { return }
    if next.map({ $0.properties.isWhitespace || ".,;:!?)".unicodeScalars.contains($0) }) ?? true {
      text.removeLast()
    }
  }
}
