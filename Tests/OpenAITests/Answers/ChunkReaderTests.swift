import Testing

@testable import OpenAI

struct ChunkReaderTests {
  private func failure(_ body: [UInt8]) -> Failure? {
    guard case .failed(let failure) = replay(body, head: streamHead).end else { return nil }
    return failure
  }

  @Test(arguments: [
    #"{"reasoning_content":"hm"}"#, #"{"reasoning":"hm"}"#, #"{"content":"<think>hm</think>"}"#,
  ])
  func `reasoning is read from all three places`(delta: String) {
    let (events, _, _) = replay(
      frames(chunk(delta), chunk(#"{"content":"so"}"#), "[DONE]"), head: streamHead)
    #expect(events == [.reasoning("hm"), .text("so")])
  }

  @Test func `content may be null, missing, empty, a string or parts; a refusal is text`() {
    let body = frames(
      chunk(#"{"role":"assistant","content":null}"#), chunk("{}"), chunk(#"{"content":""}"#),
      chunk(#"{"content":"a"}"#),
      chunk(#"{"content":[{"type":"text","text":"b"},{"type":"image"},{"text":"c"}]}"#),
      chunk(#"{"content":null,"refusal":"no"}"#), chunk("null", finish: #""stop""#))
    #expect(text(of: replay(body, head: streamHead).events) == "abcno")
  }

  @Test func `only choice 0 is heard, and chunks without choices are none`() {
    let body = frames(
      #"{"choices":[{"index":1,"delta":{"content":"x"},"finish_reason":"length"}]}"#,
      #"{"choices":[{"delta":{"content":"a"}},{"index":2,"delta":{"content":"y"}}]}"#,
      #"{"choices":[]}"#, #"{"choices":null}"#, #"{"id":7,"novelty":[1]}"#, "null",
      #"{"type":"status","message":"Searching"}"#, #"{"code":200,"message":"ok"}"#, "[DONE]")
    let (events, end, _) = replay(body, head: streamHead)
    #expect(events == [.text("a")])
    #expect(end == .completed(finishReason: "stop"))
  }

  @Test func `an empty finish reason is none, and usage may follow the reason`() {
    let body = frames(
      chunk(#"{"content":"a"}"#, finish: #""""#), chunk("{}", finish: #""length""#),
      #"{"choices":[],"usage":{"prompt_tokens":3,"completion_tokens":4,"completion_tokens_details":{"reasoning_tokens":2}}}"#,
      "[DONE]")
    let (_, end, reply) = replay(body, head: streamHead)
    #expect(end == .completed(finishReason: "length"))
    #expect(
      reply.answer.usage
        == Usage(promptTokens: 3, completionTokens: 4, totalTokens: 7, reasoningTokens: 2))
  }

  @Test func `what follows DONE is not read`() {
    let body = frames(chunk(#"{"content":"a"}"#), "[DONE]", "{broken", chunk(#"{"content":"b"}"#))
    let (events, end, _) = replay(body, head: streamHead)
    #expect(events == [.text("a")])
    #expect(end == .completed(finishReason: "stop"))
  }

  @Test(arguments: [
    (#"{"error":{"message":"slow down","type":"rate_limit_error"}}"#, Failure.Class.rateLimit),
    (#"{"error":{"message":"gone","code":503}}"#, .server),
    (#"{"error":"model crashed"}"#, .server),
    (#"{"object":"error","message":"too long","code":400}"#, .badRequest),
    (#"{"error":{"message":"no credit","code":"insufficient_quota"}}"#, .quota),
    (#"{"error":{"message":"n","code":"content_filter"},"choices":[{"index":0}]}"#, .contentFilter),
    (#"{"error":{"message":"bad key","type":"authentication_error"}}"#, .auth),
  ])
  func `an error in a frame of a 200 is seen before the chunk`(frame: String, kind: Failure.Class) {
    #expect(failure(frames(frame))?.class == kind)
    #expect(failure(frames(frame))?.httpStatus == 200)
  }

  @Test(arguments: [
    "error: {\"code\":500,\"message\":\"out of memory\"}\n\n",
    "{\"error\":\"out of memory\"}\n",
    "event: error\ndata: {\"error\":{\"message\":\"out of memory\"}}\n\n",
    "event: error\ndata: out of memory\n\n",
  ])
  func `errors outside the rules are errors too`(stream: String) {
    let failure = failure(frames(chunk(#"{"content":"a"}"#)) + Array(stream.utf8))
    #expect(failure?.class == .server)
    #expect(failure?.message.contains("out of memory") == true)
  }

  @Test(arguments: [
    #"[{"error":{"message":"m","code":429}}]"#, #"{"code":429,"message":"m"}"#,
    #"{"status":429,"error":"Too Many Requests","message":"m"}"#,
    #"{"error":[{"message":"m","code":429}]}"#,
    #"{"errors":[{"message":"m","code":429}],"code":429}"#, #"{"msg":"m","code":"429"}"#,
    #"{"code":"rate_limit_exceeded","message":"m"}"#,
    #"{"error":{"message":"m","status":"RESOURCE_EXHAUSTED"}}"#,
    #"{"choices":[{"index":0,"error":{"code":429,"message":"m"},"finish_reason":"error"}]}"#,
    "{\n  \"error\": {\n    \"code\": 429,\n    \"message\": \"m\"\n  }\n}",
  ])
  func `an error in a 200 is found in every form, first or behind some words, in a stream or alone`(
    error: String
  ) throws {
    let words = frames(chunk(#"{"content":"a"}"#))
    let line = error.split(separator: "\n").joined()
    let streams = [
      Array(error.utf8), frames(line), words + Array(error.utf8), words + frames(line),
      words + Array("\(error)\n\n".utf8) + frames("[DONE]"),
    ]
    let json = Recorded.head("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n")
    for (stream, head) in streams.flatMap({ [($0, streamHead), ($0, json)] }) {
      for piece in [1, 16, Int.max] {
        guard case .failed(let failure) = replay(stream, head: head, piece: piece).end else {
          Issue.record("\(String(decoding: stream, as: UTF8.self)) is no answer")
          continue
        }
        #expect(failure.class == .rateLimit && failure.retryable)
        #expect(failure.message.hasSuffix("reported in its answer: m"), "\(failure.message)")
      }
    }
  }

  @Test(arguments: [
    #"{"reasoning":{"content":"hm"}}"#, #"{"reasoning":{"text":"hm"}}"#,
    #"{"reasoning":["h","m"]}"#, #"{"thinking":[{"text":"hm"}]}"#,
    #"{"reasoning_content":"","reasoning":{"content":"hm"}}"#,
  ])
  func `reasoning in an object or a list is read`(delta: String) {
    let body = frames(chunk(delta), chunk(#"{"content":"so"}"#), "[DONE]")
    #expect(replay(body, head: streamHead).events == [.reasoning("hm"), .text("so")])
  }

  @Test func `completions without a conversation have their words in the choice`() {
    let streamed = frames(
      #"{"choices":[{"index":0,"text":"so","finish_reason":null}]}"#,
      #"{"choices":[{"index":0,"text":"","finish_reason":"stop"}]}"#, "[DONE]")
    let whole = #"{"choices":[{"text":"so","finish_reason":"stop"}]}"#
    for body in [streamed, Array(whole.utf8)] {
      let (events, end, _) = replay(body, head: streamHead)
      #expect(text(of: events) == "so" && end == .completed(finishReason: "stop"))
    }
  }

  @Test(arguments: [
    (#"{"base_resp":{"status_code":1008,"status_msg":"no balance"}}"#, Failure.Class.quota),
    (#"{"base_resp":{"status_code":1002,"status_msg":"no balance"}}"#, .rateLimit),
    (#"{"base_resp":{"status_code":1004,"status_msg":"no balance"}}"#, .auth),
    (#"{"choices":null,"base_resp":{"status_code":77,"status_msg":"no balance"}}"#, .server),
    (#"{"message":"no balance"}"#, .protocol), (#"[{"Message":"no balance"}]"#, .protocol),
    (#"{"message":"no balance","type":"authentication_error"}"#, .auth),
  ])
  func `the reason of an answer that is none is told, with its class`(
    body: String, kind: Failure.Class
  ) {
    let failure = failure(Array(body.utf8))
    #expect(failure?.class == kind)
    #expect(failure?.message.contains("reported in its answer: no balance") == true)
  }

  @Test func `a part of every answer that tells of no error is none`() {
    let body = frames(
      #"{"choices":[{"delta":{"content":"a"}}],"base_resp":{"status_code":0,"status_msg":""}}"#,
      "[DONE]")
    #expect(text(of: replay(body, head: streamHead).events) == "a")
  }

  @Test(arguments: [
    (#"[{"type":"thinking","thinking":"hm"}]"#),
    #"[{"type":"thinking","thinking":["h",{"text":"m"}]}]"#,
    #"[{"type":"reasoning","text":"hm"}]"#, #"[{"type":"reasoning","summary":[{"text":"hm"}]}]"#,
  ])
  func `a part that is thought is reasoning, in a delta and in a whole message`(part: String) {
    let streamed = frames(
      chunk(#"{"content":\#(part)}"#), chunk(#"{"content":[{"type":"text","text":"so"}]}"#),
      "[DONE]")
    let whole =
      #"{"choices":[{"message":{"content":\#(part.dropLast()),{"type":"text","text":"so"}]}}]}"#
    for body in [streamed, Array(whole.utf8)] {
      #expect(replay(body, head: streamHead).events == [.reasoning("hm"), .text("so")])
    }
  }

  @Test(arguments: ["null", "false", #""""#, "{}"])
  func `an error member without an error is none`(value: String) {
    let body = frames(
      #"{"error":\#(value),"choices":[{"index":0,"delta":{"content":"a"}}]}"#, "[DONE]")
    #expect(text(of: replay(body, head: streamHead).events) == "a")
  }

  @Test func `bad bytes, half surrogates and U+0000 become U+FFFD`() {
    let bad =
      Array(#"data: {"choices":[{"index":0,"delta":{"content":"a"#.utf8) + [0xFF, 0xC3]
      + Array(#"b\ud83c\u0000c"}}]}"#.utf8) + Array("\n\ndata: [DONE]\n\n".utf8)
    let (events, _, _) = replay(bad, head: streamHead)
    #expect(text(of: events) == "a\u{FFFD}\u{FFFD}b\u{FFFD}\u{FFFD}c")
  }

  @Test func `one event that is not JSON ends it`() {
    let failure = failure(frames(chunk(#"{"content":"a"}"#), #"{"choices":"#, "[DONE]"))
    #expect(failure?.class == .protocol)
    #expect(failure?.message.contains(#"{"choices":"#) == true)
  }

  @Test func `tool calls are no answer, and named`() {
    let body = frames(
      chunk(#"{"tool_calls":[{"index":0,"id":"x","function":{"name":"f","arguments":""}}]}"#),
      chunk(#"{"tool_calls":[{"index":9,"function":{"arguments":"{\"a"}}]}"#),
      chunk("{}", finish: #""tool_calls""#), "[DONE]")
    let (events, end, _) = replay(body, head: streamHead)
    #expect(events == [])
    guard case .failed(let failure) = end else {
      Issue.record("\(end)")
      return
    }
    #expect(failure.class == .protocol && failure.code == "noAnswer")
    #expect(failure.message.contains("a tool that was not offered (f)"))
  }
}
