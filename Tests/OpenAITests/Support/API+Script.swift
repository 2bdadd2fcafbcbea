@testable import OpenAI

/// Events of the two interfaces as a server sends them, for tests that run with both.
extension API {
  /// An event with some text of the answer. `text` is the inside of a JSON string.
  func said(_ text: String) -> String {
    switch self {
    case .chat: event(chunk(#"{"content":"\#(text)"}"#))
    case .responses: event("response.output_text.delta", #""delta":"\#(text)""#)
    }
  }

  /// An event with some reasoning.
  func thought(_ text: String) -> String {
    switch self {
    case .chat: event(chunk(#"{"reasoning_content":"\#(text)"}"#))
    case .responses: event("response.reasoning_summary_text.delta", #""delta":"\#(text)""#)
    }
  }

  /// The events that end an answer normally, with its usage: 3 and 4 tokens, 2 of the 4 for
  /// reasoning.
  var end: String {
    switch self {
    case .chat:
      event(chunk("{}", finish: #""stop""#))
        + event(
          #"{"model":"m-2","choices":[],"usage":{"prompt_tokens":3,"completion_tokens":4,"#
            + #""total_tokens":7,"completion_tokens_details":{"reasoning_tokens":2}}}"#)
        + event("[DONE]")
    case .responses:
      event(
        "response.completed",
        #""response":{"status":"completed","model":"m-2","error":null,"output":[],"usage":{"#
          + #""input_tokens":3,"output_tokens":4,"total_tokens":7,"#
          + #""output_tokens_details":{"reasoning_tokens":2}}}"#)
    }
  }

  /// The completion that `end` stands for.
  static let completion = Completion(
    finishReason: "stop",
    usage: Usage(promptTokens: 3, completionTokens: 4, totalTokens: 7, reasoningTokens: 2),
    model: "m-2")

  /// A whole HTTP answer with the text `text`.
  func stream(_ text: String) -> String { wire(said(text) + end) }

  /// Events over HTTP, with their length before them.
  func wire(_ events: String) -> String {
    Answer.status("200 OK", headers: "Content-Type: text/event-stream\r\n", body: events)
  }

  /// One event that does not belong to the interface, such as an error.
  func event(_ data: String) -> String { "data: \(data)\n\n" }

  /// An event of the Responses API.
  func event(_ type: String, _ members: String) -> String {
    "event: \(type)\n" + event(#"{"type":"\#(type)",\#(members)}"#)
  }
}
