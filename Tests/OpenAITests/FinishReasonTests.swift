import Testing

@testable import OpenAI

/// The end of an answer, in the words of the providers and gateways that are met.
struct FinishReasonTests {
  @Test(arguments: [
    ("stop", "stop"), ("eos_token", "eos_token"), ("tool_calls", "tool_calls"),
    ("length", "length"), ("MAX_TOKENS", "length"), ("model_length", "length"),
    ("SAFETY", "content_filter"), ("content_filter", "content_filter"),
  ])
  func `a good end, or a cut one, is told in one word`(said: String, word: String) {
    let reason = FinishReason(said)
    #expect(reason.word == word && reason.failure == nil)
  }

  @Test(arguments: [
    ("error", Failure.Class.server), ("ERROR", .server), ("error_finish", .server),
    ("network_error", .server), ("insufficient_system_resource", .server), ("abort", .server),
    ("timeout", .timeout), ("MALFORMED_FUNCTION_CALL", .protocol), ("ERROR_TOXIC", .contentFilter),
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
      #expect(failure.retryable == [.server, .timeout].contains(kind))
      #expect(failure.usage?.totalTokens == 7)
      #expect(failure.message.contains("finish_reason \(said)"))
    }
  }

  @Test(arguments: [
    (#"{}"#, "stop", "no word came before the end (finish_reason stop)"),
    (#"{"content":" \n\t "}"#, "stop", "no word came"),
    (#"{"reasoning_content":"hm"}"#, "stop", "it only thought (finish_reason stop)"),
    (#"{"content":"<think>hm</think>"}"#, "stop", "it only thought"),
    (#"{"reasoning_content":"hm"}"#, "length", "it thought until its limit of tokens"),
    (#"{}"#, "length", "its limit of tokens was reached before the first word"),
    (#"{}"#, "content_filter", "content filter withheld all of it"),
    (#"{"function_call":{"name":"g"}}"#, "function_call", "a tool that was not offered to it (g)"),
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
      #expect(failure.message.contains("The model answered nothing: "))
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
}
