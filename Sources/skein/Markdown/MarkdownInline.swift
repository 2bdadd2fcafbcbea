/// The first thing in a stretch of one line that begins with a marker.
struct MarkdownInline {
  /// Text with its style, markers left out.
  struct Piece: Equatable {
    var text: ArraySlice<Unicode.Scalar>
    var style: TextStyle = []
  }

  enum Outcome: Equatable {
    /// What comes next on the line decides.
    case undecided
    /// So many scalars mean this.
    case means([Piece], count: Int)
  }

  /// The line from the marker on, as far as it has come.
  let scalars: ArraySlice<Unicode.Scalar>
  /// What stands before it; `nil` at the beginning of the line.
  let previous: Unicode.Scalar?
  /// Whether the line has no more than this.
  let isWhole: Bool
  /// Whether the word that the marker stands in holds `://`: an address keeps its markers.
  let isInAddress: Bool

  func first() -> Outcome {
    guard let marker = scalars.first else { return .means([], count: 0) }
    switch marker {
    case "\\": return escape()
    case "`": return code(at: scalars.startIndex) ?? asWritten(scalars.runLength)
    case "[":
      // An image has no text to show in its place.
      return previous == "!" ? asWritten(1) : MarkdownLink(self).outcome ?? asWritten(1)
    default:
      var emphasis = MarkdownEmphasis(self)
      return emphasis.first()
    }
  }

  /// All of it, as pieces, when nothing more comes.
  static func pieces(
    of scalars: ArraySlice<Unicode.Scalar>, after previous: Unicode.Scalar?
  ) -> [Piece] {
    var pieces: [Piece] = []
    var rest = scalars
    var before = previous
    var address = AddressMark()
    while let marker = rest.first {
      var outcome = Outcome.means([Piece(text: rest.prefix(1))], count: 1)
      if marker.isMarkdownMarker {
        outcome =
          MarkdownInline(
            scalars: rest, previous: before, isWhole: true, isInAddress: address.isFound
          ).first()
      }
      guard case .means(let found, let count) = outcome, count > 0 else { break }
      pieces += found
      for scalar in rest.prefix(count) { address.see(scalar) }
      before = rest[rest.startIndex + count - 1]
      rest = rest.dropFirst(count)
    }
    return pieces
  }

  func asWritten(_ count: Int) -> Outcome {
    .means([Piece(text: scalars.prefix(count))], count: count)
  }

  /// Only markers that mean something here lose their backslash: `\[` opens a formula.
  private func escape() -> Outcome {
    guard let next = scalars.dropFirst().first else { return isWhole ? asWritten(1) : .undecided }
    switch next {
    case "*", "_", "`", "#", "|", "~", ">":
      return .means([Piece(text: scalars.dropFirst().prefix(1))], count: 2)
    default: return asWritten(next.isASCIIPunctuation ? 2 : 1)
    }
  }

  /// The code between two equal runs of backquotes; `nil` when the second never comes.
  func code(at start: Int) -> Outcome? {
    let length = scalars[start...].runLength
    var index = start + length
    guard index < scalars.endIndex else { return isWhole ? nil : .undecided }
    while index < scalars.endIndex {
      guard scalars[index] == "`" else {
        index += 1
        continue
      }
      let run = scalars[index...].runLength
      if index + run == scalars.endIndex, !isWhole { return .undecided }
      if run == length {
        let text = Self.withoutPadding(scalars[(start + length)..<index])
        return .means([Piece(text: text, style: .code)], count: index + run - start)
      }
      index += run
    }
    return isWhole ? nil : .undecided
  }

  /// One blank on each side belongs to the marks.
  private static func withoutPadding(
    _ text: ArraySlice<Unicode.Scalar>
  ) -> ArraySlice<Unicode.Scalar> {
    guard text.count > 2, text.first == " ", text.last == " ", text.contains(where: { $0 != " " })
    else { return text }
    return text.dropFirst().dropLast()
  }
}

/// Sees whether the word that is read holds `://`.
struct AddressMark {
  private var progress = 0
  var isFound: Bool { progress == 3 }

  mutating func see(_ scalar: Unicode.Scalar) {
    if scalar.isMarkdownSpace || scalar == "(" || scalar == "<" {
      progress = 0
    } else if !isFound {
      switch (progress, scalar) {
      case (0, ":"), (1, "/"), (2, "/"): progress += 1
      default: progress = scalar == ":" ? 1 : 0
      }
    }
  }
}
