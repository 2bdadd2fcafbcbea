package import JSON

/// A request's id, kept as the JSON token that was received: it is sent back byte for byte, even a
/// 30-digit number.
package struct RequestID: Hashable, Sendable {
  package let token: [UInt8]

  package static let null = RequestID(token: Array("null".utf8))

  package init(token: [UInt8]) {
    self.token = token
  }

  /// What the member `id` held.
  enum Reading {
    case absent
    case valid(RequestID)
    case invalid(String)
  }

  /// A string, a number or null of at most 1 KiB (JSON-RPC 2.0 section 4).
  static func read(_ value: Value?) -> Reading {
    guard let value else { return .absent }
    switch value.kind {
    case .null, .number, .string:
      guard value.tokenCount <= Limits.idBytes else {
        return .invalid("An id may have at most \(Limits.idBytes) bytes.")
      }
      return .valid(RequestID(token: value.token))
    case .bool, .array, .object:
      return .invalid("An id must be a string, a number or null.")
    }
  }

  /// The id that the params of `$/cancelRequest` name.
  package init?(cancelling params: Value?) {
    guard case .valid(let id) = Self.read(params?["id"]) else { return nil }
    self = id
  }
}
