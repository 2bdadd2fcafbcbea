import Glibc
import Testing
import Upstream

@testable import OpenAI

/// What goes well, against a scripted provider.
@Suite(.timeLimit(.minutes(1)))
struct ModelClientTests {
  @Test func `an answer is told piece by piece, and how it ended`() async throws {
    let upstream = try Upstream { connection, _ in
      try connection.send(
        "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream; charset=utf-8\r\n"
          + "x-request-id: req_1\r\nConnection: close\r\n\r\n")
      try connection.send(frames(chunk(#"{"role":"assistant","content":null}"#)))
      try connection.send(frames(chunk(#"{"reasoning":"hm"}"#), chunk(#"{"content":"Hel"}"#)))
      try connection.send(
        frames(
          chunk(#"{"content":"lo"}"#), chunk("{}", finish: #""stop""#),
          #"{"model":"m-2","choices":[],"usage":{"prompt_tokens":1,"completion_tokens":2,"total_tokens":3}}"#,
          "[DONE]"))
      connection.close()
    }
    try await withClient { client in
      let events = await client.ask(upstream.provider())
      #expect(
        events == [
          .reasoning("hm"), .text("Hel"), .text("lo"),
          .completed(
            Completion(
              finishReason: "stop",
              usage: Usage(promptTokens: 1, completionTokens: 2, totalTokens: 3), model: "m-2",
              requestId: "req_1")),
        ])
    }
    let request = try #require(upstream.requests.first)
    #expect(request.path == "/v1/chat/completions")
    #expect(request.headers["authorization"] == "Bearer sk-test")
    #expect(request.headers["content-type"] == "application/json")
    #expect(request.headers["user-agent"] == "skein-test/1")
    #expect(
      request.body
        == #"{"messages":[{"role":"user","content":"hi"}],"model":"m","stream":true,"#
        + #""stream_options":{"include_usage":true}}"#)
  }

  @Test func `no key, no header; a key that is missing, no request`() async throws {
    let upstream = try Upstream { connection, _ in try connection.send(Answer.stream("a")) }
    try await withClient { client in
      _ = await client.ask(upstream.provider(key: .none))
      #expect(upstream.requests.map { $0.headers["authorization"] } == [nil])
      let events = await client.ask(upstream.provider(key: .environment("SKEIN_TEST_ABSENT")))
      #expect(events.map(\.failure?.code) == ["noKey"])
      #expect(events.first?.failure?.message.contains("SKEIN_TEST_ABSENT") == true)
      #expect(upstream.requests.count == 1)
    }
  }

  @Test func `the connection is used again, also after an error`() async throws {
    let upstream = try Upstream { connection, request in
      try connection.send(
        request.body.contains("fail")
          ? Answer.status("400 Bad", body: "{}") : Answer.stream("a"))
    }
    try await withClient { client in
      for text in ["a", "b", "fail", "c"] {
        var request = question
        request.messages[0].content = text
        _ = await client.ask(upstream.provider(), request)
        _ = await client.list(upstream.provider())
      }
    }
    #expect(upstream.requests.count == 8)
    #expect(upstream.connections == 1)
  }

  @Test func `a provider may listen on a Unix socket`() async throws {
    let path = "/tmp/skein-upstream-\(getpid()).sock"
    let upstream = try Upstream(socketPath: path) { connection, _ in
      try connection.send(Answer.stream("local"))
    }
    try await withClient { client in
      #expect(text(of: await client.ask(upstream.provider())) == "local")
      var provider = upstream.provider()
      provider.baseURL += ":/api"
      #expect(text(of: await client.ask(provider)) == "local")
    }
    #expect(upstream.requests.map(\.path) == ["/v1/chat/completions", "/api/chat/completions"])
  }

  @Test func `bytes as they were on the wire are read`() async throws {
    let wire = try Recorded.bytes("smollm2/chat_stream_wire.bin")
    let upstream = try Upstream { connection, _ in
      try connection.send(wire)
      connection.close()
    }
    try await withClient { client in
      let events = await client.ask(upstream.provider())
      #expect(text(of: events).hasPrefix("Hello"))
      #expect(events.last?.completion?.finishReason == "length")
    }
  }

  @Test func `a proxy is used, but never to reach this machine`() async throws {
    let proxy = try Upstream { connection, _ in try connection.send(Answer.stream("by proxy")) }
    let direct = try Upstream { connection, _ in try connection.send(Answer.stream("direct")) }
    let address = String(proxy.baseURL.dropLast("/v1".count))
    try await withClient { client in
      let far = Provider(name: "p", baseURL: "http://model.test/v1", proxy: address)
      #expect(text(of: await client.ask(far)) == "by proxy")
      var near = direct.provider()
      near.proxy = address
      #expect(text(of: await client.ask(near)) == "direct")
    }
    #expect(proxy.requests.map(\.path) == ["http://model.test/v1/chat/completions"])
  }

  @Test func `a gzipped stream is read, and a bomb is not held`() async throws {
    let stream = try Recorded.bytes("gzip/reply.gz")
    let bomb = try Recorded.bytes("gzip/bomb.gz")
    let upstream = try Upstream { connection, request in
      #expect(request.headers["accept-encoding"]?.contains("gzip") == true)
      let body = request.body.contains("bomb") ? bomb : stream
      try connection.send(
        "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nContent-Encoding: gzip\r\n"
          + "Content-Length: \(body.count)\r\n\r\n")
      try connection.send(body)
    }
    try await withClient { client in
      #expect(text(of: await client.ask(upstream.provider())) == "Scripted naïve 🌊 reply")
      var request = question
      request.model = "bomb"
      let events = await client.ask(upstream.provider(), request)
      #expect(events.map(\.failure?.class) == [.protocol])
    }
  }

  @Test func `an answer over the limit is stopped and kept`() async throws {
    let upstream = try Upstream { connection, _ in
      try connection.send(Answer.head)
      while true { try connection.send(Answer.said("0123456789")) }
    }
    try await withClient { client in
      let events = await client.ask(upstream.provider(), outputLimitBytes: 25)
      #expect(text(of: events) == "0123456789012345678901234")
      #expect(events.last?.completion?.finishReason == "outputLimit")
    }
  }

  @Test func `a server that does not stream is heard all the same`() async throws {
    let body =
      #"{"model":"w","choices":[{"message":{"content":"whole"},"finish_reason":"length"}]}"#
    let upstream = try Upstream { connection, _ in
      try connection.send(
        Answer.status("200 OK", headers: "Content-Type: application/json\r\n", body: body))
    }
    try await withClient { client in
      #expect(
        await client.ask(upstream.provider()) == [
          .text("whole"), .completed(Completion(finishReason: "length", model: "w")),
        ])
    }
  }

  @Test func `the models are listed`() async throws {
    let llama = String(decoding: try Recorded.bytes("smollm2/models.json"), as: UTF8.self)
    let upstream = try Upstream { connection, request in
      #expect(request.path == "/v1/models")
      try connection.send(
        Answer.status("200 OK", headers: "Content-Type: application/json\r\n", body: llama))
    }
    let empty = try Upstream { connection, _ in
      try connection.send(Answer.status("200 OK", body: #"{"object":"list","data":null}"#))
    }
    let broken = try Upstream { connection, _ in
      try connection.send(Answer.status("200 OK", body: "<html>"))
    }
    let refusing = try Upstream { connection, _ in
      try connection.send(Answer.status("401 No", body: #"{"error":"not sk-test"}"#))
    }
    try await withClient { client in
      #expect(await client.list(upstream.provider()) == .success([Model(id: "smollm2-135m")]))
      #expect(await client.list(empty.provider()) == .success([]))
      guard case .failure(let page) = await client.list(broken.provider()) else { return }
      #expect(page.class == .protocol)
      guard case .failure(let refusal) = await client.list(refusing.provider()) else { return }
      #expect(refusal.class == .auth)
      #expect(!refusal.message.contains("sk-test"))
    }
  }

  @Test(
    arguments: [
      (#"[{"id":"loom-1"},{"id":"vendor/loom-2"}]"#, ["loom-1", "vendor/loom-2"]),
      (#"["a","b"]"#, ["a", "b"]), ("null", []), (#"{"data":[]}"#, []),
      (#"{"models":[{"name":"a:latest","model":"a"}]}"#, ["a:latest"]),
      (
        #"{"data":[{"id":7},{"id":null,"name":"n"},{"object":"model"},3,null,{"id":""}]}"#,
        ["7", "n", "", "3", "", ""]
      ),
    ] as [(String, [String])])
  func `lists of models are read in every shape that they have`(
    body: String, names: [String]
  ) async throws {
    let upstream = try Upstream { connection, _ in
      try connection.send(Answer.status("200 OK", body: body))
    }
    try await withClient { client in
      #expect(await client.list(upstream.provider()) == .success(names.map(Model.init(id:))))
    }
  }

  @Test(arguments: [
    #"{"error":{"message":"bad key","type":"authentication_error"}}"#,
    #"{"data":null,"error":{"message":"bad key","code":"invalid_api_key"}}"#,
    #"[{"error":{"message":"bad key","code":401}}]"#,
  ])
  func `an error in a list's place is told in its own words, with its class`(
    body: String
  ) async throws {
    let upstream = try Upstream { connection, _ in
      try connection.send(Answer.status("200 OK", body: body))
    }
    try await withClient { client in
      guard case .failure(let failure) = await client.list(upstream.provider()) else {
        Issue.record("a list was read")
        return
      }
      #expect(failure.class == .auth)
      #expect(failure.message.contains("reported in its answer: bad key"), "\(failure.message)")
      #expect(!failure.message.contains("{"))
    }
  }

  @Test func `a list whose models tell more than their names is a list all the same`() async throws
  {
    let upstream = try Upstream { connection, _ in
      try connection.send(
        Answer.status("200 OK", body: #"[{"id":"m","detail":"error","message":"x","code":500}]"#))
    }
    try await withClient { client in
      #expect(await client.list(upstream.provider()) == .success([Model(id: "m")]))
    }
  }

  @Test(arguments: [
    ("404 Not Found", true), ("405 No", true), ("500 No", false), ("401 No", false),
  ])
  func `a provider without a list is told from one that can't list now`(
    status: String, isMissing: Bool
  ) async throws {
    let upstream = try Upstream { connection, _ in
      try connection.send(Answer.status(status, body: #"{"detail":"Not Found"}"#))
    }
    try await withClient { client in
      guard case .failure(let failure) = await client.list(upstream.provider()) else {
        Issue.record("a list was read")
        return
      }
      #expect(failure.isMissingList == isMissing)
      if isMissing { #expect(failure.message.contains("no list of models")) }
    }
  }

  @Test(
    arguments: [
      ("model_not_found", "x", true), (nil, "POST /v1/c answered 404: model \"x\" not found", true),
      (nil, "POST /v1/c answered 404: The model `x` does not exist.", true),
      (nil, "POST /v1/c answered 400: x is not a valid model ID", true),
      (
        nil, "POST /v1/c answered 404: Not Found – check the base URL's path and the model's name.",
        false
      ),
      (nil, "POST /v1/c answered 400: too long", false),
    ] as [(String?, String, Bool)])
  func `what a provider says of a model that it has not is understood`(
    code: String?, message: String, isUnknown: Bool
  ) {
    #expect(Failure(.badRequest, message, code: code).saysModelIsUnknown == isUnknown)
    #expect(!Failure(.server, message, code: code).saysModelIsUnknown)
  }

  @Test func `many answers come at once, each in its order`() async throws {
    let upstream = try Upstream { connection, request in
      try connection.send(Answer.head)
      for number in 0..<20 { try connection.send(Answer.said("\(number) ")) }
      try connection.send(Answer.end)
    }
    let expected = (0..<20).map { "\($0) " }.joined()
    try await withClient { client in
      await withTaskGroup(of: String.self) { group in
        for _ in 0..<50 { group.addTask { text(of: await client.ask(upstream.provider())) } }
        for await said in group { #expect(said == expected) }
      }
    }
  }
}
