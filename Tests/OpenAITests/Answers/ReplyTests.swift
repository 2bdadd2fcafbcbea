import JSON
import Testing

@testable import OpenAI

struct ReplyTests {
  @Test(arguments: Recorded.expected.keys.sorted())
  func `a recorded answer says what the other reader read, in pieces of any size`(
    file: String
  ) throws {
    let recorded = try Recorded(String(file.dropLast(".raw".count)))
    let expected = try #require(Recorded.expected[file])
    let usage = expected.usage.map {
      Usage(
        promptTokens: $0[0], completionTokens: $0[1], totalTokens: $0[2],
        reasoningTokens: $0[3] < 0 ? nil : $0[3])
    }
    for piece in [1, 7, 1000, Int.max] {
      let (events, end, reply) = replay(recorded.body, head: recorded.head, piece: piece)
      #expect(text(of: events) == expected.text)
      #expect(reasoning(of: events) == "")
      switch end {
      case .failed(let failure) where expected.finishReason == "tool_calls":
        // The other reader knows what a tool is.
        #expect(failure.code == "noAnswer" && expected.text.isEmpty)
      case .completed(let reason):
        #expect(reason == expected.finishReason)
        #expect(reply.answer.usage == usage)
        #expect(reply.answer.model == expected.model)
      case .failed(let failure):
        let wanted = try #require(expected.failure).value()
        if let status = wanted["httpStatus"]?.integer {
          #expect(failure.httpStatus == status)
          #expect(failure.code == wanted["code"]?.string)
        } else {
          #expect(failure.class == .protocol)
        }
      }
    }
  }

  @Test func `the expectations were read`() {
    #expect(Recorded.expected.count > 40)
  }

  @Test func `the classes of recorded errors`() throws {
    let classes: [String: Failure.Class] = [
      "smollm2/err_401": .auth, "smollm2/err_404": .badRequest,
      "smollm2/err_too_long_stream": .contextLength, "llmock/f429": .rateLimit,
      "llmock/f503": .server, "err_503_loading_model": .server, "litellm/e429": .rateLimit,
      "litellm/e500": .server, "fakellm/bad_json": .server, "llmock/malformed": .protocol,
      "llmock/truncate": .protocol, "llmock/badjson": .badRequest,
    ]
    for (name, expected) in classes {
      let recorded = try Recorded(name)
      guard case .failed(let failure) = replay(recorded.body, head: recorded.head).end else {
        Issue.record("\(name) did not fail")
        continue
      }
      #expect(failure.class == expected, "\(name)")
      #expect(failure.retryable == [.rateLimit, .server].contains(expected), "\(name)")
    }
  }

  @Test func `a connection that broke is a network failure unless the answer had ended`() throws {
    let broken = Failure(.network, "broke", retryable: true)
    let cut = frames(chunk(#"{"content":"Hal"}"#))
    #expect(
      replay(cut, head: streamHead, broken: broken).end
        == .failed(Failure(.network, "broke", httpStatus: 200, retryable: true)))
    let ended = frames(chunk(#"{"content":"Hi"}"#), chunk("{}", finish: #""stop""#))
    #expect(
      replay(ended, head: streamHead, broken: broken).end == .completed(finishReason: "stop"))
    let halfFrame = cut + Array("data: {\"cho".utf8)
    guard case .failed(let failure) = replay(halfFrame, head: streamHead, broken: broken).end else {
      Issue.record("half a frame is no end")
      return
    }
    #expect(failure.class == .network)
  }

  @Test func `the output limit cuts between scalars and keeps what fits`() {
    let body = frames(
      chunk(#"{"reasoning_content":"1234"}"#), chunk(#"{"content":"56🌊"}"#),
      chunk(#"{"content":"more"}"#))
    for (limit, said) in [(6, "56"), (9, "56"), (10, "56🌊"), (12, "56🌊mo")] {
      let (events, end, _) = replay(body, head: streamHead, outputLimitBytes: limit)
      #expect(end == .completed(finishReason: "outputLimit"))
      #expect(text(of: events) == said)
      #expect(reasoning(of: events) == "1234")
    }
    guard case .failed(let failure) = replay(body, head: streamHead, outputLimitBytes: 4).end else {
      Issue.record("thoughts are no answer")
      return
    }
    #expect(failure.message.contains("its reasoning used up the token limit"))
    #expect(
      replay(body + frames("[DONE]"), head: streamHead, outputLimitBytes: 14).end
        == .completed(finishReason: "stop"))
  }

  @Test func `other content types are named and quoted`() {
    let html = Recorded.head("HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n")
    let page = Array(("<html>\n<h1>Log in</h1>" + String(repeating: "x", count: 500)).utf8)
    guard case .failed(let failure) = replay(page, head: html).end else {
      Issue.record("a page is no answer")
      return
    }
    #expect(failure.class == .protocol)
    #expect(failure.message.contains("text/html: <html> <h1>Log in</h1>xxx"))
    #expect(failure.message.count < 300)
  }

  @Test func `an empty answer, and one of endless comments, are protocol failures`() {
    guard case .failed(let empty) = replay([], head: streamHead).end else {
      Issue.record("nothing is no answer")
      return
    }
    #expect(empty.class == .protocol)
    var reply = Reply(head: streamHead, request: "POST /", silenceLimitBytes: 100_000)
    let comments = Array(String(repeating: ": still here\n\n", count: 100).utf8)
    var pieces = 0
    while pieces < 1000, comments.withUnsafeBytes({ reply.receive($0) { _ in } }) { pieces += 1 }
    #expect(pieces == 100_000 / comments.count)
    guard case .failed(let endless)? = reply.end else {
      Issue.record("it goes on")
      return
    }
    #expect(endless.class == .protocol)
  }

  @Test func `the body of an error is bounded`() {
    let head = Recorded.head("HTTP/1.1 500 Oops\r\nContent-Type: text/plain\r\n\r\n")
    var reply = Reply(head: head, request: "POST /")
    let page = [UInt8](repeating: 0x61, count: 40_000)
    #expect(page.withUnsafeBytes { reply.receive($0) { _ in } })
    #expect(!page.withUnsafeBytes { reply.receive($0) { _ in } })
    guard case .failed(let failure) = reply.close(broken: nil, emit: { _ in }) else { return }
    #expect(failure.class == .server)
    #expect(failure.message.count < 300)
  }
}
