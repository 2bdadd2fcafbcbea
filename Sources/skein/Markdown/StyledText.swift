/// Text with the escape sequences that give it its styles; a style ends at the end of its line.
struct StyledText {
  private var text: [Unicode.Scalar] = []
  /// What the terminal was told last.
  private(set) var style: TextStyle = []
  private var line: ProseLine

  /// With `columns`, prose is wrapped between words for a terminal of that width: if a word turns out
  /// to be too long, its beginning moves to the next line.
  init(columns: Int? = nil) {
    line = ProseLine(columns: columns)
  }

  /// Prose may be wrapped at its blanks.
  mutating func put(_ scalar: Unicode.Scalar, _ wanted: TextStyle, isProse: Bool = false) {
    if isProse {
      switch line.step(scalar, wanted, at: (text.count, style)) {
      case .stays: break
      case .isDropped: return
      case .begins: end()
      case .takesAlong(let word): take(word)
      }
    } else {
      line.skip(scalar)
    }
    // Blanks show no style but these, and a line's end must not carry one into the next line.
    turn(to: scalar == "\n" ? [] : wanted)
    text.append(scalar)
  }

  mutating func put(
    _ scalars: some Sequence<Unicode.Scalar>, _ wanted: TextStyle, isProse: Bool = false
  ) {
    for scalar in scalars { put(scalar, wanted, isProse: isProse) }
  }

  /// Back to what was before all styles.
  mutating func turn(to wanted: TextStyle) {
    guard wanted != style else { return }
    style = wanted
    text.append(contentsOf: wanted.sequence.unicodeScalars)
  }

  /// What was put since this was last asked; the style goes on.
  mutating func take() -> String {
    defer { text = [] }
    line.isTaken()
    return String(String.UnicodeScalarView(text))
  }

  private mutating func end() {
    turn(to: [])
    text.append("\n")
  }

  /// Moves the beginning of a word to the next line; if it is on the screen already, it is erased there.
  private mutating func take(_ word: ProseLine.Word) {
    if let place = word.place {
      text.removeSubrange(place.offset...)
      style = place.style
    } else {
      text.append(contentsOf: "\u{1B}[\(word.width)D\u{1B}[K".unicodeScalars)
    }
    end()
    line.isMoved(to: (text.count, style))
    for (scalar, wanted) in word.scalars {
      turn(to: wanted)
      text.append(scalar)
    }
  }
}
