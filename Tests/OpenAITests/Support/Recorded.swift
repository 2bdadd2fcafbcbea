import Glibc
import JSON
import Testing

@testable import OpenAI

/// A recorded answer of a real server: its head and its body.
struct Recorded {
  let name: String
  let head: ResponseHead
  let body: [UInt8]

  static let directory =
    #filePath.split(separator: "/").dropLast(2).reduce("") { $0 + "/" + $1 } + "/Fixtures/"

  /// `smollm2/chat_stream` is the file Fixtures/smollm2/chat_stream.raw.
  init(_ name: String) throws {
    let bytes = try Self.bytes(name + ".raw")
    let end = try #require(bytes.firstRange(of: "\r\n\r\n".utf8))
    self.name = name
    head = Self.head(String(decoding: bytes[..<end.upperBound], as: UTF8.self))
    body = Array(bytes[end.upperBound...])
  }

  static func bytes(_ name: String) throws -> [UInt8] {
    try file(directory + name)
  }

  static func file(_ path: String) throws -> [UInt8] {
    let file = open(path, O_RDONLY)
    try #require(file >= 0, "\(path) can't be opened")
    defer { close(file) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while case let count = read(file, &chunk, chunk.count), count > 0 { bytes += chunk[..<count] }
    return bytes
  }

  /// Reads `text` line by line, as libcurl passes a head.
  static func head(_ text: String) -> ResponseHead {
    var head = ResponseHead()
    for line in text.split(separator: "\r\n", omittingEmptySubsequences: false) {
      var line = line + "\r\n"
      _ = line.withUTF8 { head.read(UnsafeRawBufferPointer($0)) }
    }
    return head
  }

  /// The expected content of a recording, from the independent reader that made expected.json.
  struct Expected: Decodable {
    let text: String
    var finishReason: String?
    var model: String?
    /// Prompt, completion, total and reasoning tokens; −1 where the last is not reported.
    var usage: [Int]?
    var failure: RawJSON?
  }

  static let expected: [String: Expected] = {
    do {
      return try Document(try bytes("expected.json")).root.decode([String: Expected].self)
    } catch {
      return [:]
    }
  }()
}

/// All events of a reply when its body arrives in pieces of `piece` bytes.
func replay(
  _ body: [UInt8], head: ResponseHead, api: API = .chat, piece: Int = .max,
  broken: Failure? = nil, outputLimitBytes: Int = Limits.outputBytes
) -> (events: [ModelEvent], end: Reply.End, reply: Reply) {
  var reply = Reply(
    head: head, request: "POST /v1\(api.path)", api: api, outputLimitBytes: outputLimitBytes)
  var events: [ModelEvent] = []
  var rest = body[...]
  while !rest.isEmpty {
    let goesOn = Array(rest.prefix(piece)).withUnsafeBytes { bytes in
      reply.receive(bytes) { events.append($0) }
    }
    rest = rest.dropFirst(piece)
    if !goesOn { break }
  }
  let end = reply.close(broken: broken, unixSeconds: 0) { events.append($0) }
  return (events, end, reply)
}

/// The joined text of events of kind text, without text that turned out to be reasoning.
func text(of events: [ModelEvent]) -> String { voices(of: events).text }

/// The joined text of events of kind reasoning, with text that turned out to be reasoning.
func reasoning(of events: [ModelEvent]) -> String { voices(of: events).reasoning }

private func voices(of events: [ModelEvent]) -> (text: String, reasoning: String) {
  events.reduce(into: (text: "", reasoning: "")) { voices, event in
    switch event {
    case .text(let said): voices.text += said
    case .reasoning(let said): voices.reasoning += said
    case .textWasReasoning: voices = ("", voices.reasoning + voices.text)
    case .reasoningWasText: voices = (voices.reasoning + voices.text, "")
    case .retrying, .completed, .failed, .cancelled: break
    }
  }
}

let streamHead = Recorded.head("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n")

/// A stream of these frames, each one `data` line.
func frames(_ frames: String...) -> [UInt8] {
  Array(frames.map { "data: \($0)\n\n" }.joined().utf8)
}

/// A chunk whose delta is `delta`, a JSON object.
func chunk(_ delta: String, finish: String = "null") -> String {
  #"{"choices":[{"index":0,"delta":\#(delta),"finish_reason":\#(finish)}]}"#
}
