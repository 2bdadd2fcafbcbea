/// Any JSON, kept as the tokens that were received, without white space between them, and encoded
/// unchanged: numbers keep their digits, strings their escapes. Two values are equal when their
/// texts are.
package struct RawJSON: Sendable, Equatable, Hashable {
  package let text: String

  package static let emptyObject = RawJSON(trusting: "{}")
  package static let null = RawJSON(trusting: "null")

  /// For text that another `RawJSON` held before: it is not checked.
  package init(trusting text: String) {
    self.text = text
  }

  /// Throws `SyntaxError`, or a `Mismatch` for a duplicate name or U+0000.
  package init(parsing text: String) throws {
    self = try Document(Array(text.utf8)).root.decode(RawJSON.self)
  }

  /// For text that another `RawJSON` held, read back from a file: if it is not JSON any more, this
  /// throws a `SyntaxError`. U+0000, which an older version accepted, is read as U+FFFD.
  package init(kept text: UnsafeBufferPointer<UInt8>) throws(SyntaxError) {
    let root = try Document(copying: UnsafeRawBufferPointer(text), surrogates: .replace).root
    self.text = root.reading { tape in
      tape.isRepaired ? tape.compacted(0) : String(decoding: text, as: UTF8.self)
    }
  }

  /// The JSON that `Output` writes for a value.
  package init(encoding value: some Encodable, nilMembers: NilMembers = .null) throws {
    text = String(decoding: try Output.encode(value, nilMembers: nilMembers), as: UTF8.self)
  }

  /// An object of these members, sorted by name.
  package init(object members: [String: RawJSON]) {
    var bytes: [UInt8] = []
    var opener = "{"
    for (name, value) in members.sorted(by: { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) })
    {
      bytes.append(contentsOf: opener.utf8)
      Output.quote(name, into: &bytes)
      bytes.append(UInt8(ascii: ":"))
      bytes.append(contentsOf: value.text.utf8)
      opener = ","
    }
    text = bytes.isEmpty ? "{}" : String(decoding: bytes, as: UTF8.self) + "}"
  }

  package var isObject: Bool { text.utf8.first == UInt8(ascii: "{") }

  /// The value, for reading; each call scans the text again.
  package func value() throws(SyntaxError) -> Value {
    try Document(Array(text.utf8)).root
  }
}

extension RawJSON: Codable {
  package init(from decoder: any Decoder) throws {
    guard let reader = decoder as? Reader else {
      throw DecodingError.dataCorrupted(
        .init(codingPath: decoder.codingPath, debugDescription: "JSON read by JSON.Document"))
    }
    guard reader.node != reader.tape.absent else { throw Expected("any JSON") }
    reader.reading.pointee.asked &+= 1
    text = reader.tape.compacted(reader.node)
  }

  package func encode(to encoder: any Encoder) throws {
    guard let writer = encoder as? Writer else {
      throw EncodingError.invalidValue(
        self,
        .init(codingPath: encoder.codingPath, debugDescription: "JSON is written by JSON.Output"))
    }
    writer.verbatim(text)
  }
}

extension Tape {
  /// Whether a string had to be repaired.
  fileprivate var isRepaired: Bool {
    (0..<absent).contains { nodes[$0].flags & Node.repaired != 0 && nodes[$0].kind == .string }
  }

  /// A value's tokens without white space; a string that had to be repaired is written again.
  fileprivate func compacted(_ root: Int) -> String {
    var compact: [UInt8] = []
    compact.reserveCapacity(token(root).count)
    guard var at = token(root).baseAddress else { return "" }
    let end = at + token(root).count
    for node in root..<after(root) where nodes[node].kind == .string {
      let token = token(node)
      guard let start = token.baseAddress else { continue }
      append(at, upTo: start, to: &compact)
      if nodes[node].flags & Node.repaired != 0 {
        Output.quote(string(node), into: &compact)
      } else {
        compact.append(contentsOf: token)
      }
      at = start + token.count
    }
    append(at, upTo: end, to: &compact)
    return String(decoding: compact, as: UTF8.self)
  }

  /// Appends the text between strings: RFC 8259 section 2 allows white space nowhere else.
  private func append(
    _ start: UnsafePointer<UInt8>, upTo end: UnsafePointer<UInt8>, to compact: inout [UInt8]
  ) {
    for byte in UnsafeBufferPointer(start: start, count: end - start) where byte > 0x20 {
      compact.append(byte)
    }
  }
}
