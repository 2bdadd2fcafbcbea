/// How a `nil` member is written.
package enum NilMembers: Sendable {
  /// Every declared member is present: for the daemon's answers.
  case null
  /// A `nil` member is left out: for a client's params.
  case omitted
}

/// Writes JSON (RFC 8259) on one line: no white space, no raw LF, UTF-8 unchanged, and only `"`,
/// `\` and control characters escaped. Members are in the order of their declaration, a
/// dictionary's sorted by name.
package enum Output {
  /// Throws `EncodingError` for a number that is not finite and for more than `Document.depthLimit`
  /// levels; passes on what a type's own `encode(to:)` throws.
  package static func encode<T: Encodable>(
    _ value: T, nilMembers: NilMembers = .null
  ) throws -> [UInt8] {
    var sink = Sink(nilMembers: nilMembers)
    defer { sink.free() }
    return try withUnsafeMutablePointer(to: &sink) { sink in
      try Writer.write(value, to: sink)
      guard !sink.pointee.isTooDeep else { throw Writer.tooDeep(value) }
      return Array(UnsafeBufferPointer(start: sink.pointee.base, count: sink.pointee.count))
    }
  }

  /// Appends a string literal with its quotes.
  package static func quote(_ text: String, into bytes: inout [UInt8]) {
    var text = text
    text.withUTF8 { bytes.putQuoted($0) }
  }
}
