/// One value of a document, which it keeps alive.
///
/// An accessor of another kind than the value's answers nil, count 0, an empty sequence.
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

  /// Escapes resolved; may hold U+0000, which decoding refuses.
  package var string: String? {
    kind == .string ? reading { $0.string(node) } : nil
  }

  /// Whole and within ±(2^53−1); 1.0 and 1e2 are whole.
  package var integer: Int? {
    kind == .number ? reading { $0.integer(node) } : nil
  }

  /// Finite: nil for 1e999.
  package var double: Double? {
    kind == .number ? reading { $0.double(node) } : nil
  }

  /// The value's bytes exactly as they came.
  package var token: [UInt8] { reading { Array($0.token(node)) } }

  package var tokenCount: Int { reading { $0.token(node).count } }

  /// The member of an object; of a name that stands twice, the first.
  package subscript(_ name: String) -> Value? {
    guard kind == .object, let member = reading({ $0.member(name, of: node) }) else { return nil }
    return Value(document: document, node: member)
  }

  /// The element of an array, found by walking there.
  package subscript(_ index: Int) -> Value? {
    index < 0 ? nil : elements.dropFirst(index).first { _ in true }
  }

  /// Elements or members, counted by walking over them.
  package var count: Int {
    kind == .object ? members.reduce(0) { n, _ in n + 1 } : elements.reduce(0) { n, _ in n + 1 }
  }

  /// Reads the tape while the document is surely alive.
  func reading<R, E: Error>(_ body: (Tape) throws(E) -> R) throws(E) -> R {
    defer { withExtendedLifetime(document) {} }
    return try body(document.tape)
  }
}
