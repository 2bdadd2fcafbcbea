/// The result of one step of framing.
enum Frame: Equatable, Sendable {
  case message([UInt8])
  /// A message over the limit: it is answered once, its bytes are dropped, and the connection stays
  /// open.
  case tooLong
  /// The beginning of the next message cannot be found: this is answered, then the connection
  /// closes.
  case broken(String)
}

/// How messages are separated, in both directions of a connection.
enum FramingStyle: Sendable {
  /// One JSON text a line.
  case lines
  /// `Content-Length` headers, as in LSP.
  case headers

  /// PROTOCOL.md, Transport: a connection's first byte decides. No JSON text begins with a C.
  init(firstByte: UInt8) {
    self = firstByte | 0x20 == UInt8(ascii: "c") ? .headers : .lines
  }
}
