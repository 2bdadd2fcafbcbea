import JSON

/// What the body of a 2xx answer is, known by its first bytes: servers and the proxies before them
/// name the wrong content type.
enum BodyKind: Equatable {
  case events, json
  /// Neither: a page for people, or what its content type names.
  case foreign

  /// What the first line of an event stream begins with, the lines of `ServerSentEvents`'
  /// allowances among them.
  private static let fields = ["data:", "event:", "id:", "retry:", "error:", ":"].map {
    Array($0.utf8)
  }

  /// Nil while too little has come to tell. `contentType` decides what the bytes do not.
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

  /// What it is said to be; nothing said is an event stream, which was asked for.
  init(contentType: String?) {
    switch contentType {
    case nil, "text/event-stream": self = .events
    case "application/json": self = .json
    default: self = .foreign
    }
  }
}
