/// One value of a document, which it keeps alive.
///
/// An accessor for another kind of value returns `nil`, a count of 0 or an empty sequence.
package struct Value: Sendable {
  package enum Kind: Sendable {
    case null, bool, number, string, array, object
  }

  let document: Document
  let node: Int

  package var kind: Kind {
    switch document.tape.nodes[node].kind {
    case .null: .null
    case .no, .yes: .bool
    case .number: .number
    case .string: .string
    case .array: .array
    case .object: .object
    }
  }

  package var bool: Bool? {
    kind == .bool ? reading { $0.nodes[node].kind == .yes } : nil
  }

  /// The text with its escapes resolved; it may contain U+0000, which decoding refuses.
  package var string: String? {
    kind == .string ? reading { $0.string(node) } : nil
  }

  /// An integer within ±(2^53−1); 1.0 and 1e2 are integers.
  package var integer: Int? {
    kind == .number ? reading { $0.integer(node) } : nil
  }

  /// A finite number: `nil` for 1e999.
  package var double: Double? {
    kind == .number ? reading { $0.double(node) } : nil
  }

  /// The value's bytes exactly as they were received.
  package var token: [UInt8] { reading { Array($0.token(node)) } }

  package var tokenCount: Int { reading { $0.token(node).count } }

  /// The member of an object; with duplicate names, the first.
  package subscript(_ name: String) -> Value? {
    guard kind == .object, let member = reading({ $0.member(name, of: node) }) else { return nil }
    return Value(document: document, node: member)
  }

  /// The element of an array, found by iterating.
  package subscript(_ index: Int) -> Value? {
    index < 0 ? nil : elements.dropFirst(index).first { _ in true }
  }

  /// The number of elements or members, counted by iterating.
  package var count: Int {
    kind == .object ? members.reduce(0) { n, _ in n + 1 } : elements.reduce(0) { n, _ in n + 1 }
  }

  /// Reads the tape while the document is kept alive.
  func reading<R, E: Error>(_ body: (Tape) throws(E) -> R) throws(E) -> R {
    defer { withExtendedLifetime(document) {} }
    return try body(document.tape)
  }
}
