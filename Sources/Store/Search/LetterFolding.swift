/// Makes letters equal that differ only in case, marks or form, beyond SQLite's unicode61, which
/// knows only the marks of Latin letters and the case of single letters.
///
/// Created once and read from any thread.
struct LetterFolding: Sendable {
  static let standard = LetterFolding()

  /// Marks on letters of these scripts, and characters without a shape of their own between
  /// letters. Marks of other scripts may be vowels, which distinguish words.
  private static let ignored: [ClosedRange<UInt32>] = [
    // Soft hyphen
    0xAD...0xAD,
    // Combining Diacritical Marks; Cyrillic's
    0x300...0x36F, 0x483...0x489,
    // The points and accents of Hebrew
    0x591...0x5BD, 0x5BF...0x5BF, 0x5C1...0x5C2, 0x5C4...0x5C5, 0x5C7...0x5C7,
    // Signs of Arabic above and below, its letter mark, tatweel, vowels, marks of the Quran
    0x610...0x61A, 0x61C...0x61C, 0x640...0x640, 0x64B...0x65F, 0x670...0x670, 0x6D6...0x6DC,
    0x6DF...0x6E8, 0x6EA...0x6ED, 0x8D3...0x8E1, 0x8E3...0x8FF,
    // Combining Diacritical Marks Extended and Supplement
    0x1AB0...0x1AFF, 0x1DC0...0x1DFF,
    // Joiners and marks of direction
    0x200C...0x200F, 0x202A...0x202E, 0x2060...0x2060, 0x2066...0x2069,
    // Combining Marks for Symbols, Cyrillic Extended-A and -B
    0x20D0...0x20FF, 0x2DE0...0x2DFF, 0xA66F...0xA672, 0xA674...0xA67D, 0xA69E...0xA69F,
    // Variation selectors, half marks, the byte order mark
    0xFE00...0xFE0F, 0xFE20...0xFE2F, 0xFEFF...0xFEFF,
  ]

  /// For each scalar below U+10000 an index in `targets`, or one of these values.
  private static let asItIs: UInt16 = 0
  private static let nothing: UInt16 = 1

  private var places: [UInt16]
  /// In UTF-8; the first two entries stand for the values above.
  private var targets: [[UInt8]] = [[], []]

  private init() {
    places = [UInt16](repeating: Self.asItIs, count: 0x10000)
    for range in Self.ignored {
      for scalar in range { places[Int(scalar)] = Self.nothing }
    }
    for entry in Self.table.split(whereSeparator: { $0 == " " || $0 == "\n" }) {
      let sides = entry.split(separator: ":")
      guard sides.count == 2 else { continue }
      let target = sides[0].split(separator: "+").compactMap { Self.scalar($0) }
      let place = UInt16(truncatingIfNeeded: targets.count)
      targets.append(Self.bytes(target))
      for range in sides[1].split(separator: ",") {
        let ends = range.split(separator: "-").compactMap { Self.scalar($0) }
        guard let first = ends.first, let last = ends.last, first <= last, last < 0x10000 else {
          continue
        }
        for scalar in first...last { places[Int(scalar)] = place }
      }
    }
    // Halfwidth and Fullwidth Forms: the ordinary characters are 0xFEE0 below.
    for scalar in [0xFF10...0xFF19, 0xFF21...0xFF3A, 0xFF41...0xFF5A].joined() {
      places[scalar] = UInt16(truncatingIfNeeded: targets.count)
      targets.append(Self.bytes([UInt32(scalar - 0xFEE0)]))
    }
  }

  /// The replacement of a scalar: bytes of UTF-8, none for an ignored one, `nil` for an unchanged
  /// one.
  func target(of scalar: UInt32) -> [UInt8]? {
    guard scalar < 0x10000 else { return Self.mathematical(scalar).map { [$0] } }
    let place = places[Int(scalar)]
    return place == Self.asItIs ? nil : targets[Int(place)]
  }

  /// Mathematical Alphanumeric Symbols: thirteen alphabets in both cases, five rows of digits.
  private static func mathematical(_ scalar: UInt32) -> UInt8? {
    switch scalar {
    case 0x1D400...0x1D6A3:
      UInt8(ascii: "a") + UInt8(truncatingIfNeeded: (scalar - 0x1D400) % 26)
    case 0x1D7CE...0x1D7FF:
      UInt8(ascii: "0") + UInt8(truncatingIfNeeded: (scalar - 0x1D7CE) % 10)
    default: nil
    }
  }

  private static func scalar(_ hexadecimal: Substring) -> UInt32? {
    UInt32(hexadecimal, radix: 16)
  }

  private static func bytes(_ scalars: [UInt32]) -> [UInt8] {
    var text = String.UnicodeScalarView()
    for scalar in scalars.compactMap({ Unicode.Scalar($0) }) { text.append(scalar) }
    return Array(String(text).utf8)
  }
}
