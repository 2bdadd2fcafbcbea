import JSON

/// Where a page ended: the last entry's key, tied to the list that it came from.
///
/// Opaque to clients. A cursor of another method, filter or order is refused, because continuing
/// one list in another would skip or repeat entries silently.
package struct Cursor: Hashable, Sendable, Codable, Described {
  package static let schema = Schema.string(minLength: 1, maxLength: 128)
  package static let specimen = Cursor(list: "", key: [])

  private let text: String

  /// `list` names the method, its filters and its order.
  package init(list: String, key: [Int64]) {
    let words = [fingerprint(list)] + key.map { UInt64(bitPattern: $0) }
    text = words.map { String($0, radix: 36) }.joined(separator: "-")
  }

  /// The key, when this cursor is one of `list`'s with `count` numbers in its key.
  package func key(of list: String, count: Int) throws(Fault) -> [Int64] {
    let words = text.split(separator: "-", omittingEmptySubsequences: false)
      .map { UInt64($0, radix: 36) }
    guard words.count == count + 1, words[0] == fingerprint(list) else {
      throw Fault.invalidParams(
        path: "cursor", expected: "a nextCursor of this very list, with the same filters and order")
    }
    var key: [Int64] = []
    for word in words.dropFirst() {
      guard let word else {
        throw Fault.invalidParams(path: "cursor", expected: "a nextCursor as it was given")
      }
      key.append(Int64(bitPattern: word))
    }
    return key
  }

  package init(from decoder: any Decoder) throws {
    text = try decoder.singleValueContainer().decode(String.self)
    guard (1...128).contains(text.utf8.count) else {
      throw Expected("a nextCursor as it was given")
    }
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(text)
  }
}

/// FNV-1a, 64 bits: it tells lists apart, it keeps no secret.
private func fingerprint(_ text: String) -> UInt64 {
  text.utf8.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
}
