/// What one step of framing found.
enum Frame: Equatable, Sendable {
  case message([UInt8])
  /// A message over the limit: answered once, its bytes dropped, the connection lives on.
  case tooLong
  /// Nothing marks where the next message begins: answered, then the connection closes.
  case broken(String)
}

/// How messages are told apart, in both directions of a connection.
enum FramingStyle: Sendable {
  /// One JSON text a line.
  case lines
  /// `Content-Length` headers, as LSP has them.
  case headers

  /// PROTOCOL.md, Transport: a connection's first byte decides. No JSON text begins with a C.
  init(firstByte: UInt8) {
    self = firstByte | 0x20 == UInt8(ascii: "c") ? .headers : .lines
  }
}
