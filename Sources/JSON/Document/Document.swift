/// One JSON text (RFC 8259), scanned once into a tape; owns its bytes and never changes.
///
/// Strict: UTF-8 without a byte order mark, at most `depthLimit` containers inside each other,
/// nothing but white space after the value. Duplicate names are found when a value is decoded.
// Unchecked because it holds pointers: they are filled before init returns, only read after it,
// and freed by deinit alone.
package final class Document: @unchecked Sendable {
  /// How many containers may be nested, the outermost counted.
  package static let depthLimit = 128

  /// How to treat an escape that is half of a surrogate pair.
  package enum Surrogates: Sendable {
    case refuse
    /// It becomes U+FFFD, and so does U+0000: only for text that providers stream.
    case replace
  }

  let tape: Tape

  package init(
    copying text: UnsafeRawBufferPointer, surrogates: Surrogates = .refuse,
    valueLimit: Int = .max
  ) throws(SyntaxError) {
    tape = try Scanner.tape(of: text, surrogates: surrogates, valueLimit: valueLimit)
  }

  /// Refuses a text of more than `valueLimit` values and member names before they take more memory:
  /// each takes 16 bytes, in addition to the text.
  package convenience init(
    _ bytes: [UInt8], surrogates: Surrogates = .refuse, valueLimit: Int = .max
  ) throws(SyntaxError) {
    // The closure carries the result out: an initializer can't be called from inside it.
    let scanned = bytes.withUnsafeBytes { text in
      Result { () throws(SyntaxError) in
        try Scanner.tape(of: text, surrogates: surrogates, valueLimit: valueLimit)
      }
    }
    self.init(owning: try scanned.get())
  }

  private init(owning tape: Tape) {
    self.tape = tape
  }

  deinit {
    tape.bytes.deallocate()
    tape.nodes.deallocate()
  }

  package var root: Value { Value(document: self, node: 0) }
}
