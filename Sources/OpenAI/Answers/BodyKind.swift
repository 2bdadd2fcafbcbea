import JSON

/// The kind of the body of a 2xx answer, recognised by its first bytes, because servers and proxies
/// may send a wrong content type.
enum BodyKind: Equatable {
  case events, json
  /// None of these: a page for people, or what its content type says.
  case foreign

  /// The beginnings of the first line of an event stream, including lines that `ServerSentEvents`
  /// accepts in addition.
  private static let fields = ["data:", "event:", "id:", "retry:", "error:", ":"].map {
    Array($0.utf8)
  }

  /// `nil` while too few bytes were received. `contentType` decides when the bytes do not.
  init?(_ start: [UInt8], contentType: String?) {
    if start.count < ByteOrderMark.bytes.count, ByteOrderMark.bytes.starts(with: start) {
      return nil
    }
    let rest = ByteOrderMark.passed(in: start).drop(while: \.isJSONSpace)
    if rest.isEmpty { return nil }
    if JSONExtent.begins(rest) {
      self = .json
    } else if Self.fields.contains(where: { rest.starts(with: $0) }) {
      self = .events
    } else if Self.fields.contains(where: { $0.starts(with: rest) }) {
      return nil
    } else if rest.first == UInt8(ascii: "<") {
      self = .foreign
    } else {
      self.init(contentType: contentType)
    }
  }

  /// The kind that the content type names; without one it is the event stream that was requested.
  init(contentType: String?) {
    switch contentType {
    case nil, "text/event-stream": self = .events
    case "application/json": self = .json
    default: self = .foreign
    }
  }
}
