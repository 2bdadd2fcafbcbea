/// Reads the sequences that terminals send for keys.
extension KeyReader {
  /// Longer than any key's sequence.
  private static let sequenceLimit = 64

  /// The first key and its bytes; no key for the mark that begins a paste. `nil` when it is not all
  /// there.
  static func key(_ bytes: ArraySlice<UInt8>) -> (Key?, Int)? {
    guard let first = bytes.first else { return nil }
    switch first {
    case 0x1B: return sequence(bytes)
    case 0x0D, 0x0A: return (.enter, 1)
    case 0x09: return (.tab, 1)
    case 0x08, 0x7F: return (.backspace, 1)
    case 0x00: return (.control("@"), 1)
    case 0x01...0x1A: return (.control(letter(first + 0x60)), 1)
    case 0x1C...0x1F: return (.control(letter(first + 0x40)), 1)
    default: return text(bytes)
    }
  }

  private static func letter(_ byte: UInt8) -> Character { Character(Unicode.Scalar(byte)) }

  private static func text(_ bytes: ArraySlice<UInt8>) -> (Key?, Int)? {
    var run = bytes.prefix { $0 >= 0x20 && $0 != 0x7F }
    if run.endIndex == bytes.endIndex { run = run.dropLast(cutLength(run)) }
    guard !run.isEmpty else { return nil }
    var text = String(decoding: run, as: UTF8.self)
    // C1 control characters are nothing that is typed.
    text.unicodeScalars.removeAll { (0x80...0x9F).contains($0.value) }
    return (text.isEmpty ? .other : .text(text), run.count)
  }

  /// How many bytes at the end begin a character that is not whole.
  private static func cutLength(_ bytes: ArraySlice<UInt8>) -> Int {
    for (back, byte) in bytes.suffix(3).reversed().enumerated() where byte & 0xC0 != 0x80 {
      let length = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : byte >= 0xC0 ? 2 : 1
      return length > back + 1 ? back + 1 : 0
    }
    return 0
  }

  private static func sequence(_ bytes: ArraySlice<UInt8>) -> (Key?, Int)? {
    guard let second = bytes.dropFirst().first else { return nil }
    switch second {
    case UInt8(ascii: "["): return control(bytes)
    case UInt8(ascii: "O"):
      guard let third = bytes.dropFirst(2).first else { return nil }
      return (named(third, parameters: []), 3)
    case 0x0D, 0x0A: return (.newline, 2)
    case 0x08, 0x7F: return (.wordBackspace, 2)
    case 0x20...0x7E: return (.alt(letter(second)), 2)
    default: return (.escape, 1)
    }
  }

  /// `ESC [`, parameters, a final byte.
  private static func control(_ bytes: ArraySlice<UInt8>) -> (Key?, Int)? {
    let body = bytes.dropFirst(2).prefix(sequenceLimit)
    // The Linux console's function keys.
    if body.first == UInt8(ascii: "[") { return body.count < 2 ? nil : (.other, 4) }
    guard let end = body.firstIndex(where: { !(0x20...0x3F).contains($0) }) else {
      return body.count < sequenceLimit ? nil : (.other, body.count + 2)
    }
    let count = end + 1 - bytes.startIndex
    let parameters = String(decoding: body[..<end], as: UTF8.self)
      .split(separator: ";", omittingEmptySubsequences: false).map { Int($0) ?? 1 }
    if body[end] == UInt8(ascii: "~"), parameters.first == 200 { return (nil, count) }
    // A control character in the middle is a key of its own.
    if body[end] < 0x20 { return (.other, count - 1) }
    return (named(body[end], parameters: parameters), count)
  }

  private static func named(_ final: UInt8, parameters: [Int]) -> Key {
    let modifiers = parameters.count > 1 ? parameters[1] : 1
    switch final {
    case UInt8(ascii: "A"): return .up
    case UInt8(ascii: "B"): return .down
    case UInt8(ascii: "C"): return modifiers > 2 ? .wordRight : .right
    case UInt8(ascii: "D"): return modifiers > 2 ? .wordLeft : .left
    case UInt8(ascii: "H"): return .home
    case UInt8(ascii: "F"): return .end
    case UInt8(ascii: "M"): return .enter
    case UInt8(ascii: "u"): return unicode(parameters.first ?? 0, modifiers)
    case UInt8(ascii: "~"):
      switch parameters.first {
      case 1, 7: return .home
      case 4, 8: return .end
      case 3: return modifiers > 2 ? .wordDelete : .delete
      case 27 where parameters.count == 3: return unicode(parameters[2], modifiers)
      default: return .other
      }
    default: return .other
    }
  }

  /// Keys as terminals send them that tell Shift-Enter from Enter.
  private static func unicode(_ code: Int, _ modifiers: Int) -> Key {
    switch code {
    case 13: return modifiers > 1 ? .newline : .enter
    case 9: return .tab
    case 27: return .escape
    case 127: return modifiers > 2 ? .wordBackspace : .backspace
    default:
      guard let scalar = UInt32(exactly: code).flatMap(Unicode.Scalar.init), code >= 0x20 else {
        return .other
      }
      switch modifiers {
      case 1, 2: return .text(String(scalar))
      case 3: return .alt(Character(scalar))
      case 5: return .control(Character(scalar))
      default: return .other
      }
    }
  }
}
