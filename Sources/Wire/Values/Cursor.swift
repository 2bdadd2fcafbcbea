import JSON

/// The place where a page ended: the key of the last entry, and which list it belongs to.
///
/// It is opaque to clients. A cursor of another method, filter or order is refused, because to
/// continue one list in another would skip or repeat entries without an error.
package struct Cursor: Hashable, Sendable, Codable, Described {
  /// Room for the longest title, with four bytes a character, in hexadecimal, and for the numbers
  /// before it.
  package static let lengthLimit = 2048
  package static let schema = Schema.string(minLength: 1, maxLength: lengthLimit)
  package static let specimen = Cursor(list: "", key: [])
  /// What the member `cursor` of a list's params means.
  static let summary = "The nextCursor of the previous page."

  private let text: String

  /// `list` names the method, its filters and its order. `words` is the last part of the key, in a
  /// list that is sorted by text.
  package init(list: String, key: [Int64], words: String? = nil) {
    let numbers = [fingerprint(list)] + key.map { UInt64(bitPattern: $0) }
    let parts = numbers.map { String($0, radix: 36) } + [words.map(hexadecimal)].compactMap { $0 }
    text = parts.joined(separator: "-")
  }

  /// The key of `count` numbers; throws if the cursor belongs to another list.
  package func key(of list: String, count: Int) throws(Fault) -> [Int64] {
    try numbers(in: parts(of: list, count: count))
  }

  /// The same for a list that is sorted by text.
  package func keyAndWords(of list: String, count: Int) throws(Fault) -> ([Int64], String) {
    let parts = try parts(of: list, count: count + 1)
    guard let words = parts.last.flatMap(words) else { throw Self.changed }
    return (try numbers(in: parts.dropLast()), words)
  }

  private static let changed = Fault.invalidParams(
    path: "cursor", expected: "a nextCursor, unchanged")

  /// The parts after the list's fingerprint.
  private func parts(of list: String, count: Int) throws(Fault) -> ArraySlice<Substring> {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == count + 1, UInt64(parts[0], radix: 36) == fingerprint(list) else {
      throw Fault.invalidParams(
        path: "cursor", expected: "a nextCursor of the same list, with the same filters and order")
    }
    return parts.dropFirst()
  }

  private func numbers(in parts: ArraySlice<Substring>) throws(Fault) -> [Int64] {
    var key: [Int64] = []
    for part in parts {
      guard let number = UInt64(part, radix: 36) else { throw Self.changed }
      key.append(Int64(bitPattern: number))
    }
    return key
  }

  package init(from decoder: any Decoder) throws {
    text = try decoder.singleValueContainer().decode(String.self)
    guard (1...Self.lengthLimit).contains(text.utf8.count) else {
      throw Expected("a nextCursor, unchanged")
    }
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(text)
  }
}

/// FNV-1a, 64 bits: it distinguishes lists; it is not meant to protect anything.
private func fingerprint(_ text: String) -> UInt64 {
  text.utf8.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
}

private func hexadecimal(_ text: String) -> String {
  text.utf8.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
}

/// The opposite of `hexadecimal`.
private func words(_ digits: Substring) -> String? {
  var bytes: [UInt8] = []
  var rest = digits[...]
  while !rest.isEmpty {
    guard rest.utf8.count >= 2, let byte = UInt8(rest.prefix(2), radix: 16) else { return nil }
    bytes.append(byte)
    rest = rest.dropFirst(2)
  }
  return String(validating: bytes, as: UTF8.self)
}
