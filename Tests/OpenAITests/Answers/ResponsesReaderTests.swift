import Testing

@testable import OpenAI

/// What the events of the Responses API come to.
struct ResponsesReaderTests {
  private let api = API.responses

  private func replayed(
    _ events: String, piece: Int = .max
  ) -> (events: [ModelEvent], end: Reply.End, reply: Reply) {
    replay(Array(events.utf8), head: streamHead, api: api, piece: piece)
  }

  private func failure(_ events: String) -> Failure? {
    if case .failed(let failure) = replayed(events).end { failure } else { nil }
  }

  @Test(arguments: [
    (
      "smollm2/responses_stream", "Namaste! I'm here to help you with anything", "smollm2-135m",
      [32, 12, 44]
    ),
    ("llamacpp/responses_stream", "Say hi<|im_end|>\n<|im", "gemma3-270m", [26, 12, 38]),
  ])
  func `a recorded answer is read, in pieces of any size`(
    name: String, said: String, model: String, tokens: [Int]
  ) throws {
    let recorded = try Recorded(name)
    for piece in [1, 7, 1000, Int.max] {
      let (events, end, reply) = replay(recorded.body, head: recorded.head, api: api, piece: piece)
      #expect(text(of: events) == said)
      #expect(reasoning(of: events) == "")
      #expect(end == .completed(finishReason: "stop"))
      #expect(reply.answer.model == model)
      #expect(
        reply.answer.usage
          == Usage(
            promptTokens: tokens[0], completionTokens: tokens[1], totalTokens: tokens[2]))
    }
  }

  @Test(arguments: ["response.reasoning_summary_text.delta", "response.reasoning_text.delta"])
  func `what was thought is kept apart from the answer`(kind: String) {
    let (events, _, reply) = replayed(
      api.event(kind, #""delta":"hm""#) + api.said("so") + api.end)
    #expect(events == [.reasoning("hm"), .text("so")])
    #expect(reply.answer.usage?.reasoningTokens == 2)
    #expect(reply.answer.usage?.totalTokens == 7)
  }

  @Test func `thoughts inside the answer are found, and parts of a summary are paragraphs`() {
    let part = api.event("response.reasoning_summary_part.added", #""summary_index":0"#)
    let (events, _, _) = replayed(
      part + api.thought("one") + part + api.thought("two") + api.said("<think>three</think>four")
        + api.end)
    #expect(reasoning(of: events) == "one\n\ntwothree")
    #expect(text(of: events) == "four")
  }

  @Test func `a refusal is text, and kinds that are not known are passed over`() {
    let body =
      api.event("response.queued", #""response":{"model":"asked"}"#)
      + api.event("response.output_item.added", #""item":{"type":"message"}"#)
      + api.event("response.web_search_call.searching", #""delta":"x""#)
      + api.event("response.something.new", #""delta":{"text":"x"}"#)
      + api.event("response.refusal.delta", #""delta":"I will not.""#)
      + api.event("response.output_text.done", #""text":"I will not.""#) + api.event("[]") + api.end
    let (events, end, reply) = replayed(body)
    #expect(events == [.text("I will not.")])
    #expect(end == .completed(finishReason: "stop"))
    #expect(reply.answer.model == "asked")
  }

  @Test func `an event is known by its type, and by its name where it has none`() {
    let unnamed = replayed(#"data: {"type":"response.output_text.delta","delta":"a"}"# + "\n\n")
    #expect(unnamed.events == [.text("a")])
    let untyped = replayed("event: response.output_text.delta\ndata: {\"delta\":\"a\"}\n\n")
    #expect(untyped.events == [.text("a")])
  }

  @Test(arguments: [
    (#""incomplete_details":{"reason":"max_output_tokens"}"#, "length"),
    (#""incomplete_details":{"reason":"content_filter"}"#, "content_filter"),
    (#""incomplete_details":{"reason":"steered"}"#, "steered"),
    (#""incomplete_details":null"#, "incomplete"), (#""id":"r""#, "incomplete"),
  ])
  func `an incomplete answer says why in the words of a turn`(details: String, reason: String) {
    for status in ["response.incomplete", "response.completed"] {
      let body =
        api.said("a") + api.event(status, #""response":{"status":"incomplete",\#(details)}"#)
      let (events, end, _) = replayed(body)
      #expect(text(of: events) == "a")
      #expect(end == .completed(finishReason: reason))
    }
  }

  @Test func `a call of a tool is no answer, and named`() {
    let output = #"[{"type":"reasoning"},{"type":"function_call","name":"f"}]"#
    let body = api.event(
      "response.completed", #""response":{"status":"completed","output":\#(output)}"#)
    guard case .failed(let failure) = replayed(body).end else {
      Issue.record("nobody offered a tool")
      return
    }
    #expect(failure.code == "noAnswer" && failure.message.contains("(f)"))
    let said = api.said("Wait.") + body
    #expect(replayed(said).end == .completed(finishReason: "tool_calls"))
  }

  @Test(arguments: [
    (#"{"code":"server_error","message":"oops"}"#, Failure.Class.server, true),
    (#"{"code":"rate_limit_exceeded","message":"slowly"}"#, .rateLimit, true),
    (#"{"code":"invalid_prompt","message":"no"}"#, .badRequest, false),
    (#"{"code":"image_content_policy_violation","message":"no"}"#, .contentFilter, false),
    (#"{"code":"insufficient_quota","message":"pay"}"#, .quota, false),
    (#"{"code":"context_length_exceeded","message":"long"}"#, .contextLength, false),
    ("null", .server, true),
  ])
  func `a failed answer is a failure of its code's class`(
    error: String, kind: Failure.Class, retryable: Bool
  ) {
    let failure = failure(
      api.said("a") + api.event("response.failed", #""response":{"error":\#(error)}"#))
    #expect(failure?.class == kind)
    #expect(failure?.retryable == retryable)
    #expect(failure?.httpStatus == 200)
  }

  @Test(arguments: [
    "event: error\ndata: {\"type\":\"error\",\"code\":\"server_error\",\"message\":\"out of memory\",\"param\":null,\"sequence_number\":3}\n\n",
    "data: {\"type\":\"error\",\"code\":\"server_error\",\"message\":\"out of memory\"}\n\n",
    "data: {\"type\":\"error\",\"error\":{\"type\":\"server_error\",\"message\":\"out of memory\"}}\n\n",
    "data: {\"error\":{\"message\":\"out of memory\",\"type\":\"server_error\",\"code\":500}}\n\n",
    "event: error\ndata: out of memory\n\n", "error: {\"message\":\"out of memory\"}\n\n",
  ])
  func `an error in the stream is one in each of its shapes`(event: String) {
    let failure = failure(api.said("a") + event)
    #expect(failure?.class == .server)
    #expect(failure?.message.contains("out of memory") == true)
    #expect(failure?.code == nil || failure?.code == "server_error")
  }

  @Test(arguments: ["", "data: [DONE]\n\n", "event: response.output_text.done\ndata: {}\n\n"])
  func `a stream that does not say how it ended is incomplete`(end: String) {
    let failure = failure(api.said("half") + end)
    #expect(failure?.class == .protocol)
    #expect(failure?.message.contains("response.completed") == true)
  }

  @Test func `after the end nothing is read, and a lone DONE there does no harm`() {
    let (events, end, _) = replayed(api.said("a") + api.end + api.event("[DONE]") + api.said("b"))
    #expect(events == [.text("a")])
    #expect(end == .completed(finishReason: "stop"))
  }

  @Test func `an answer that came whole, or in its last event alone, is heard`() {
    let whole =
      #"{"object":"response","status":"completed","model":"w","error":null,"output":["#
      + #"{"type":"reasoning","summary":[{"type":"summary_text","text":"hm"},{"text":"so"}]},"#
      + #"{"type":"message","content":[{"type":"output_text","text":"Yes"},"#
      + #"{"type":"refusal","refusal":", no"}]}],"usage":{"input_tokens":1,"output_tokens":2}}"#
    let json = Recorded.head("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n")
    let streamed = Array(api.event("response.completed", #""response":\#(whole)"#).utf8)
    for (head, body) in [(json, Array(whole.utf8)), (streamHead, streamed)] {
      let (events, end, reply) = replay(body, head: head, api: api)
      #expect(reasoning(of: events) == "hm\n\nso")
      #expect(text(of: events) == "Yes, no")
      #expect(end == .completed(finishReason: "stop"))
      #expect(reply.answer.usage?.totalTokens == 3)
    }
    let twice = api.thought("hm") + api.said("Yes") + String(decoding: streamed, as: UTF8.self)
    #expect(replayed(twice).events == [.reasoning("hm"), .text("Yes")])
  }

  @Test(arguments: [
    (#"{"status":"failed","error":{"code":"server_error","message":"x"}}"#, Failure.Class.server),
    (#"{"status":"cancelled","error":null,"output":[]}"#, .server),
    (#"{"choices":[{"message":{"content":"chat"}}]}"#, .protocol), ("[]", .protocol),
  ])
  func `a whole body that is no answer is a failure`(body: String, kind: Failure.Class) {
    let json = Recorded.head("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n")
    guard case .failed(let failure) = replay(Array(body.utf8), head: json, api: api).end else {
      Issue.record("\(body) is no answer")
      return
    }
    #expect(failure.class == kind)
  }
}
