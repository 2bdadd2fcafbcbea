import Testing

@testable import OpenAI

/// The end of an answer, in the words of the providers and gateways that are met.
struct FinishReasonTests {
  @Test(arguments: [
    ("stop", "stop"), ("eos_token", "eos_token"), ("tool_calls", "tool_calls"),
    ("length", "length"), ("MAX_TOKENS", "length"), ("model_length", "length"),
    ("SAFETY", "content_filter"), ("content_filter", "content_filter"),
    ("function_call", "tool_calls"), ("no_error", "no_error"), ("end_turn", "end_turn"),
  ])
  func `a good end, or a cut one, is told in one word`(said: String, word: String) {
    let reason = FinishReason(said)
    #expect(reason.word == word && reason.failure == nil)
  }

  @Test(arguments: [
    ("error", Failure.Class.server), ("ERROR", .server), ("error_finish", .server),
    ("network_error", .server), ("insufficient_system_resource", .server), ("abort", .server),
    ("timeout", .timeout), ("MALFORMED_FUNCTION_CALL", .protocol), ("ERROR_TOXIC", .contentFilter),
    ("internal_error", .server), ("internal-server-error", .server), ("engineError", .server),
    ("generation failed", .server), ("overloaded", .server), ("service_unavailable", .server),
    ("timed_out", .timeout), ("rate_limit_exceeded", .rateLimit),
    ("UNEXPECTED_TOOL_CALL", .protocol),
  ])
  func `a word that means failure fails, with the words so far and what it cost`(
    said: String, kind: Failure.Class
  ) {
    for hasWords in [true, false] {
      let body = frames(
        chunk(hasWords ? #"{"content":"a"}"# : "{}"), chunk("{}", finish: "\"\(said)\""),
        #"{"choices":[],"usage":{"prompt_tokens":3,"completion_tokens":4}}"#, "[DONE]")
      let (events, end, _) = replay(body, head: streamHead)
      #expect(text(of: events) == (hasWords ? "a" : ""))
      guard case .failed(let failure) = end else {
        Issue.record("\(said) is a failure")
        continue
      }
      #expect(failure.class == kind)
      #expect(failure.retryable == [.server, .timeout, .rateLimit].contains(kind))
      #expect(failure.usage?.totalTokens == 7)
      #expect(failure.message.contains("finish_reason \(said)"))
    }
  }

  @Test func `a failure that only the provider behind a gateway names is one`() {
    func end(_ native: String) -> Reply.End {
      let last =
        #"{"choices":[{"index":0,"delta":{},"finish_reason":"stop","native_finish_reason":"\#(native)"}]}"#
      let body = frames(chunk(#"{"content":"a"}"#), last, "[DONE]")
      return replay(body, head: streamHead).end
    }
    for good in ["STOP", "end_turn", "completed", "eos"] {
      #expect(end(good) == .completed(finishReason: "stop"))
    }
    guard case .failed(let failure) = end("error") else {
      Issue.record("error is a failure")
      return
    }
    #expect(failure.class == .server && failure.message.contains("finish_reason error"))
  }

  @Test func `words before a call that nobody asked for are kept, and the end says so`() {
    let call = #"{"tool_calls":[{"index":0,"function":{"name":"f"}}]}"#
    for reason in ["stop", "tool_calls", "tool_use"] {
      let body = frames(
        chunk(#"{"content":"Let me see."}"#), chunk(call), chunk("{}", finish: "\"\(reason)\""),
        "[DONE]")
      let (events, end, _) = replay(body, head: streamHead)
      #expect(text(of: events) == "Let me see.")
      #expect(end == .completed(finishReason: "tool_calls"), "\(reason)")
    }
  }

  @Test(arguments: [
    (#"{}"#, "stop", "it ended without text (finish_reason stop)"),
    (#"{"content":" \n\t "}"#, "stop", "it ended without text"),
    (#"{"content":"\u200b\ufeff\u2060"}"#, "stop", "it ended without text"),
    (#"{"reasoning_content":"hm"}"#, "stop", "it sent only reasoning (finish_reason stop)"),
    (#"{"content":"<think>hm</think>"}"#, "stop", "it sent only reasoning"),
    (#"{"reasoning_content":"hm"}"#, "length", "its reasoning used up the token limit"),
    (#"{}"#, "length", "the token limit was reached before the first word"),
    (#"{}"#, "content_filter", "content filter withheld all of it"),
    (#"{"function_call":{"name":"g"}}"#, "function_call", "a tool that was not offered (g)"),
  ])
  func `an answer without a word fails by what came instead`(
    delta: String, finish: String, why: String
  ) {
    let streamed = frames(chunk(delta), chunk("{}", finish: "\"\(finish)\""), "[DONE]")
    let whole =
      #"{"choices":[{"index":0,"message":\#(delta),"finish_reason":"\#(finish)"}]}"#
    for body in [streamed, Array(whole.utf8)] {
      guard case .failed(let failure) = replay(body, head: streamHead).end else {
        Issue.record("\(delta) is no answer")
        continue
      }
      #expect(failure.class == (finish == "content_filter" ? .contentFilter : .protocol))
      #expect(failure.message.contains("The model gave no answer: "))
      #expect(failure.message.contains(why), "\(failure.message)")
      #expect(!failure.retryable)
    }
  }

  @Test(arguments: ["[DONE]", #"{"choices":[]}"#])
  func `an answer without a choice says so`(frame: String) {
    let body = frames(frame, "[DONE]")
    guard case .failed(let failure) = replay(body, head: streamHead).end else {
      Issue.record("nothing came")
      return
    }
    #expect(failure.message.contains("without a choice"))
  }

  @Test(arguments: [[], ["[DONE]"]])
  func `a sentence in an answer's place is told`(end: [String]) {
    let body = frames(#"{"message":"Your plan has ended, renew it"}"#) + end.flatMap { frames($0) }
    guard case .failed(let failure) = replay(body, head: streamHead).end else {
      Issue.record("nothing came")
      return
    }
    #expect(failure.message.contains("the provider said: Your plan has ended, renew it"))
    #expect(!failure.retryable)
  }
}
