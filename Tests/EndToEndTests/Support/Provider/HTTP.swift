import Foundation
import JSON
import Testing
import Upstream

/// Answers of a provider, as bytes of HTTP/1.1.
enum HTTP {
  static let streamHead =
    "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n"

  /// The finish reason, `[DONE]` and the end of the body.
  static let streamEnd =
    frame(#"{"choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}"#) + frame("[DONE]")
    + "0\r\n\r\n"

  /// One delta of text.
  static func said(_ text: String) -> String {
    var quoted: [UInt8] = []
    Output.quote(text, into: &quoted)
    let content = String(decoding: quoted, as: UTF8.self)
    return frame(
      #"{"choices":[{"index":0,"delta":{"content":\#(content)},"finish_reason":null}]}"#)
  }

  /// A whole answer that streams `text` as one delta.
  static func stream(_ text: String) -> String { streamHead + said(text) + streamEnd }

  /// A whole answer with another finish reason than `stop`.
  static func stream(_ text: String, finishing reason: String) -> String {
    streamHead + said(text)
      + frame(#"{"choices":[{"index":0,"delta":{},"finish_reason":"\#(reason)"}]}"#)
      + frame("[DONE]") + "0\r\n\r\n"
  }

  /// An answer that is not streamed.
  static func whole(_ status: String, headers: String = "", body: String) -> String {
    "HTTP/1.1 \(status)\r\nContent-Length: \(body.utf8.count)\r\n\(headers)\r\n\(body)"
  }

  /// An error in OpenAI's form.
  static func error(_ status: String, headers: String = "", message: String) -> String {
    whole(
      status, headers: "Content-Type: application/json\r\n" + headers,
      body: #"{"error":{"message":"\#(message)","type":"test","code":"scripted"}}"#)
  }

  private static func frame(_ text: String) -> String {
    let event = "data: \(text)\n\n"
    return String(event.utf8.count, radix: 16) + "\r\n\(event)\r\n"
  }
}

extension Upstream {
  /// A model that gives the same answer to every question.
  static func saying(_ text: String) throws -> Upstream {
    try Upstream { connection, request in
      try connection.send(request.isListing ? HTTP.models : HTTP.stream(text))
    }
  }

  /// A model whose output the test pours.
  static func saying(_ tap: Tap) throws -> Upstream {
    try Upstream { connection, request in
      if request.isListing { try connection.send(HTTP.models) } else { try tap.answer(connection) }
    }
  }
}

extension Upstream.Request {
  /// Whether it requests the list of models.
  var isListing: Bool { path.hasSuffix("/models") }

  /// The text of the last message in the request.
  var input: String {
    get throws {
      let messages = try Document(Array(body.utf8)).root["messages"]
      let last = messages.flatMap { list in Array(list.elements).last }
      return try #require(last?["content"]?.string)
    }
  }
}

extension HTTP {
  static let models = whole(
    "200 OK", headers: "Content-Type: application/json\r\n",
    body: #"{"object":"list","data":[{"id":"m","object":"model"}]}"#)
}

extension LiveDaemon {
  /// With a model that repeats as which model it was asked, what it was told first, and the question.
  static func echoing(_ settings: [String] = []) throws -> LiveDaemon {
    try LiveDaemon(
      try Upstream { connection, request in
        if request.isListing { return try connection.send(HTTP.models) }
        let body = try Document(Array(request.body.utf8)).root
        let said = body["messages"].flatMap { $0.elements.compactMap { $0["content"]?.string } }
        let model = body["model"]?.string ?? ""
        try connection.send(HTTP.stream(([model] + (said ?? [])).joined(separator: "|")))
      }, settings: settings)
  }
}
