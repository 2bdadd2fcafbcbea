import Synchronization
import Testing

@testable import OpenAI

/// Answers as bytes of HTTP/1.1.
enum Answer {
  static let head =
    "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n"

  /// One chunk of a chunked body.
  static func piece(_ text: String) -> String {
    String(text.utf8.count, radix: 16) + "\r\n\(text)\r\n"
  }

  static func frame(_ text: String) -> String { piece("data: \(text)\n\n") }

  static func said(_ text: String) -> String { frame(chunk(#"{"content":"\#(text)"}"#)) }

  /// The finish reason, `[DONE]` and the end of the body.
  static let end = frame(chunk("{}", finish: #""stop""#)) + frame("[DONE]") + "0\r\n\r\n"

  /// A whole stream with the text `text`.
  static func stream(_ text: String) -> String { head + said(text) + end }

  static func status(_ line: String, headers: String = "", body: String = "") -> String {
    "HTTP/1.1 \(line)\r\nContent-Length: \(body.utf8.count)\r\n\(headers)\r\n\(body)"
  }
}

extension ModelEvent {
  var isLast: Bool {
    switch self {
    case .completed, .failed, .cancelled: true
    case .retrying, .text, .reasoning, .textWasReasoning, .reasoningWasText: false
    }
  }

  var isReasoning: Bool {
    if case .reasoning = self { true } else { false }
  }

  var failure: Failure? {
    if case .failed(let failure, _) = self { failure } else { nil }
  }

  var completion: Completion? {
    if case .completed(let completion) = self { completion } else { nil }
  }

  /// The error of a retry, without the numbers of the event.
  var retried: Failure? {
    if case .retrying(_, _, let error) = self { error } else { nil }
  }
}

let question = ChatRequest(model: "m", messages: [.init(role: .user, content: "hi")])

/// Runs `body` with a client that is shut down after it.
func withClient(_ body: (ModelClient) async throws -> Void) async throws {
  let client = try ModelClient(userAgent: "skein-test/1")
  defer { client.shutdown() }
  try await body(client)
}

extension ModelClient {
  /// The exchange and its events up to the last; another event after that is a test failure.
  func events(
    from provider: Provider, _ request: ChatRequest = question,
    outputLimitBytes: Int = Limits.outputBytes
  ) -> (exchange: Exchange, events: AsyncStream<ModelEvent>) {
    let (events, continuation) = AsyncStream<ModelEvent>.makeStream()
    let hasEnded = Atomic<Bool>(false)
    let exchange = stream(request, from: provider, outputLimitBytes: outputLimitBytes) { event in
      if hasEnded.load(ordering: .relaxed) { Issue.record("\(event) came after the last event") }
      continuation.yield(event)
      if event.isLast {
        hasEnded.store(true, ordering: .relaxed)
        continuation.finish()
      }
    }
    return (exchange, events)
  }

  /// All events of a request.
  func ask(
    _ provider: Provider, _ request: ChatRequest = question,
    outputLimitBytes: Int = Limits.outputBytes
  ) async -> [ModelEvent] {
    await Array(events(from: provider, request, outputLimitBytes: outputLimitBytes).events)
  }

  func list(_ provider: Provider) async -> Result<[Model], Failure> {
    await withCheckedContinuation { continuation in
      models(of: provider) { continuation.resume(returning: $0) }
    }
  }
}

extension Array {
  init(_ stream: AsyncStream<Element>) async {
    self = []
    for await element in stream { append(element) }
  }
}
