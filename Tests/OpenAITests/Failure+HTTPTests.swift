import Testing

@testable import OpenAI

struct FailureHTTPTests {
  private func failure(
    _ status: Int, _ body: String, headers: String = ""
  ) -> Failure? {
    let head = Recorded.head(
      "HTTP/1.1 \(status) X\r\nContent-Type: application/json\r\nx-request-id: req_7\r\n\(headers)\r\n"
    )
    guard case .failed(let failure) = replay(Array(body.utf8), head: head).end else { return nil }
    return failure
  }

  @Test(arguments: [
    (401, "{}", Failure.Class.auth, false),
    (403, #"{"error":{"message":"country"}}"#, .auth, false),
    (404, #"{"error":{"code":"model_not_found"}}"#, .badRequest, false),
    (402, #"{"error":{"message":"pay"}}"#, .quota, false),
    (408, "", .timeout, true),
    (409, "", .server, true),
    (429, "", .rateLimit, true),
    (429, #"{"error":{"type":"insufficient_quota","code":null}}"#, .quota, false),
    (429, #"{"error":{"code":"credit_balance_exhausted"}}"#, .quota, false),
    (429, #"{"error":{"code":"billing_hard_limit_reached"}}"#, .quota, false),
    (429, #"{"error":{"code":"rate_limit_exceeded"}}"#, .rateLimit, true),
    (429, #"{"error":{"code":"slow_down"}}"#, .rateLimit, true),
    (500, "oops", .server, true),
    (503, #"{"error":{"message":"Loading model","code":503}}"#, .server, true),
    (504, "", .timeout, true),
    (529, "", .server, true),
    (400, #"{"error":{"code":"context_length_exceeded"}}"#, .contextLength, false),
    (400, #"{"error":{"type":"exceed_context_size_error"}}"#, .contextLength, false),
    (
      400, #"{"message":"This model's maximum context length is 5","code":400}"#, .contextLength,
      false
    ),
    (400, #"{"error":{"code":"content_filter"}}"#, .contentFilter, false),
    (400, #"{"error":{"code":"content_policy_violation"}}"#, .contentFilter, false),
    (422, #"{"detail":[{"msg":"field required"}]}"#, .badRequest, false),
    (418, "", .badRequest, false),
  ])
  func `a status and its codes make a class`(
    status: Int, body: String, kind: Failure.Class, retryable: Bool
  ) {
    let failure = failure(status, body)
    #expect(failure?.class == kind)
    #expect(failure?.retryable == retryable)
    #expect(failure?.httpStatus == status)
    #expect(failure?.requestId == "req_7")
  }

  @Test func `every shape of body gives its message, code and param`() {
    #expect(
      failure(400, #"{"error":{"message":"no n","code":"unsupported_parameter","param":"n"}}"#)
        == Failure(
          .badRequest, "POST /v1/chat/completions answered 400: no n", httpStatus: 400,
          code: "unsupported_parameter", param: "n", requestId: "req_7"))
    for body in [
      #"{"error":"native"}"#, #"{"object":"error","message":"native"}"#, #"{"detail":"native"}"#,
      #"{"message":"native"}"#, "native", #"{"Message":"native"}"#, #""native""#,
      #"["native"]"#, #"[["native","more"]]"#, #"[[{"message":"native"}]]"#,
      "\u{FEFF}[{\"error\":{\"message\":\"native\"}}]", #"{"title":"native"}"#,
      #"{"detail":["native"]}"#,
    ] {
      #expect(failure(400, body)?.message.contains("native") == true, "\(body)")
      #expect(failure(400, body)?.message.hasSuffix("answered 400: native") == true, "\(body)")
    }
    #expect(failure(404, "{}")?.message.contains("/v1/chat/completions") == true)
  }

  @Test func `what the provider behind a gateway said is told, with its code and its class`() {
    let inner = #"{\"error\":{\"message\":\"too long\",\"code\":\"context_length_exceeded\"}}"#
    let outer = { (raw: String) in
      #"{"error":{"message":"Provider returned error","code":400,"metadata":{"raw":\#(raw)}}}"#
    }
    let long = failure(400, outer("\"\(inner)\""))
    #expect(long?.class == .contextLength && long?.code == "context_length_exceeded")
    #expect(long?.message.contains("400: Provider returned error: too long") == true)
    let object = failure(400, outer(#"{"error":{"message":"no","type":"api_key_invalid"}}"#))
    #expect(object?.class == .auth)
    let plain = failure(400, outer(#""the loom is broken""#))
    #expect(plain?.class == .badRequest)
    #expect(plain?.message.hasSuffix("Provider returned error: the loom is broken") == true)
    for nothing in [#""""#, "null", "7"] {
      #expect(failure(400, outer(nothing))?.message.hasSuffix("Provider returned error") == true)
    }
  }

  @Test(arguments: ["API_KEY_INVALID", "API_KEY_EXPIRED", "API_KEY_IP_ADDRESS_BLOCKED"])
  func `what is wrong with a key is an error about it, whatever the status`(reason: String) {
    let body = #"{"error":{"code":400,"message":"no","details":[{"reason":"\#(reason)"}]}}"#
    #expect(failure(400, body)?.class == .auth)
    #expect(failure(400, body)?.code == reason)
  }

  @Test func `a message is bounded and on one line`() {
    let long = String(repeating: "word ", count: 5000)
    let failure = failure(500, #"{"error":{"message":"a\nb\u0000 \#(long)"}}"#)
    #expect(failure?.message.contains("a b\u{FFFD} word") == true)
    #expect((failure?.message.count ?? 0) < 2200)
  }

  @Test func `a wait is taken from what may be tried again, and from nothing else`() {
    #expect(failure(429, "", headers: "Retry-After: 7\r\n")?.retryAfterMs == 7000)
    #expect(failure(503, "", headers: "Retry-After: 7\r\n")?.retryAfterMs == 7000)
    #expect(failure(400, "", headers: "Retry-After: 7\r\n")?.retryAfterMs == nil)
  }
}
