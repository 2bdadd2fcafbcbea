/// Estimates the number of tokens of a text, without the model's own tokenizer.
///
/// It counts roughly as byte-pair encodings split text: one token for every six letters of a word,
/// for every three digits of a number, and for every two punctuation marks. Beyond ASCII, a scalar
/// of an alphabet is half a token, and any other scalar a whole one.
enum TokenEstimate {
  /// The tokens of a message in addition to its text: its role and the separator.
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

  /// The kind of character that a byte of UTF-8 begins.
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

    /// A single space belongs to the word after it. Characters beyond ASCII are counted one by one.
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
