/// How many tokens a text is about, for whoever has no tokenizer of the model's own.
///
/// Words, numbers and marks are counted as byte-pair encodings cut them: a short word is one token,
/// a long one a token for every six letters, a number one for three digits, marks one for two, and
/// beyond ASCII a scalar of an alphabet half a token and any other a whole one.
enum TokenEstimate {
  /// What a message takes beside its words: its role and what separates it from the next.
  static let tokensPerMessage = 4

  static func tokens(inMessage text: String) -> Int { tokensPerMessage + tokens(in: text) }

  static func tokens(in text: String) -> Int {
    var tokens = 0
    var alphabetScalars = 0
    var run = (kind: Kind.space, length: 0)
    for byte in text.utf8 {
      let kind = Kind(byte)
      switch kind {
      case .continuation: continue
      case .alphabet: alphabetScalars += 1
      case .other: tokens += 1
      case .wide: tokens += 2
      case .letter, .digit, .mark, .space, .lineEnd: break
      }
      if kind == run.kind {
        run.length += 1
      } else {
        tokens += run.kind.tokens(inRunOf: run.length)
        run = (kind, 1)
      }
    }
    return tokens + run.kind.tokens(inRunOf: run.length) + (alphabetScalars + 1) / 2
  }

  /// What a byte of UTF-8 begins.
  private enum Kind {
    case letter, digit, mark, space, lineEnd
    /// Two bytes: the alphabets of Europe and the Near East.
    case alphabet
    /// Three bytes: most other scripts.
    case other
    /// Four bytes: emoji and rare characters.
    case wide
    case continuation

    init(_ byte: UInt8) {
      self =
        switch byte {
        case 0x61...0x7A, 0x41...0x5A: .letter
        case 0x30...0x39: .digit
        case 0x0A, 0x0D: .lineEnd
        case 0x00...0x20: .space
        case 0x21...0x7F: .mark
        case 0x80...0xBF: .continuation
        case 0xC0...0xDF: .alphabet
        case 0xE0...0xEF: .other
        default: .wide
        }
    }

    /// One space belongs to the word after it. What lies beyond ASCII is counted scalar by scalar.
    func tokens(inRunOf length: Int) -> Int {
      switch self {
      case .letter: (length + 5) / 6
      case .digit: (length + 2) / 3
      case .mark: (length + 1) / 2
      case .space: length > 1 ? 1 : 0
      case .lineEnd: 1
      case .alphabet, .other, .wide, .continuation: 0
      }
    }
  }
}
