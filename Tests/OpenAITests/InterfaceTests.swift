import JSON
import Testing
import Upstream

@testable import OpenAI

/// What must hold of chat completions and of the Responses API alike, against a scripted provider.
@Suite(.timeLimit(.minutes(5)))
struct InterfaceTests {
  @Test(arguments: API.allCases)
  func `an answer is told piece by piece, with what it cost`(api: API) async throws {
    let upstream = try Upstream { connection, _ in
      try connection.send(
        api.wire(api.thought("hm") + ": ping\n\n" + api.said("Hel") + api.said("lo") + api.end))
    }
    try await withClient { client in
      #expect(
        await client.ask(upstream.provider(api: api)) == [
          .reasoning("hm"), .text("Hel"), .text("lo"), .completed(API.completion),
        ])
    }
    let request = try #require(upstream.requests.first)
    #expect(request.path == "/v1\(api.path)")
    #expect(request.headers["authorization"] == "Bearer sk-test")
    let root = try Document(Array(request.body.utf8)).root
    #expect(root["stream"]?.bool == true)
    #expect((root["stream_options"] != nil) == (api == .chat))
  }

  @Test func `a model may be asked otherwise than its provider's others`() async throws {
    let upstream = try Upstream { connection, request in
      let api = try #require(API.allCases.first { request.path.hasSuffix($0.path) })
      try connection.send(api.stream(api.rawValue))
    }
    for (api, other) in [(API.chat, API.responses), (.responses, .chat)] {
      var provider = upstream.provider(api: api)
      provider.models = ["gpt-5-pro": ModelQuirks(api: other), "plain": ModelQuirks()]
      try await withClient { client in
        for (model, spoken) in [("m", api), ("gpt-5-pro", other), ("plain", api)] {
          var request = question
          request.model = model
          #expect(text(of: await client.ask(provider, request)) == spoken.rawValue)
        }
      }
    }
  }

  @Test(arguments: API.allCases, ["\n", "\r", "\r\n"])
  func `no cut, no line end and no comment changes an answer`(api: API, lineEnd: String) {
    let stream =
      ": hello\n\n" + api.thought("naïve \\ud83c\\udf0a 日本") + ":\n" + api.said("größe 🌊")
      + "retry: 5\n\n" + api.said(" \\\"é\\\"") + ": bye\n\n" + api.end
    let body = Array(stream.replacing("\n", with: lineEnd).utf8)
    let whole = replay(body, head: streamHead, api: api)
    #expect(reasoning(of: whole.events) == "naïve 🌊 日本")
    #expect(text(of: whole.events) == "größe 🌊 \"é\"")
    #expect(whole.reply.answer.usage == API.completion.usage)
    for cut in 1..<body.count {
      var reply = Reply(head: streamHead, request: "POST /", api: api)
      var events: [ModelEvent] = []
      for part in [body[..<cut], body[cut...]] {
        _ = part.withUnsafeBytes { bytes in reply.receive(bytes) { events.append($0) } }
      }
      let end = reply.close(broken: nil) { events.append($0) }
      if events != whole.events || end != whole.end { Issue.record("cut at \(cut)") }
    }
    let bytewise = replay(body, head: streamHead, api: api, piece: 1)
    #expect(bytewise.events == whole.events && bytewise.end == whole.end)
  }

  @Test(arguments: API.allCases, [false, true])
  func `a connection that ends at any byte of an answer loses and doubles nothing`(
    api: API, isReset: Bool
  ) async throws {
    let recorded = try Recorded(api == .chat ? "llmock/reply" : "smollm2/responses_stream")
    let body = recorded.body
    let head = Array(
      "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nContent-Length: \(body.count)\r\n\r\n"
        .utf8)
    let broken = Failure(.network, "broken", retryable: true)
    let upstream = try Upstream { connection, request in
      let cut = Int(request.body.split(separator: "cut ").last?.prefix { $0.isNumber } ?? "") ?? 0
      try connection.send(Array((head + body).prefix(cut)))
      isReset ? connection.reset() : connection.close()
    }
    try await withClient { client in
      // Each of the head's bytes is like the others; how much a reset overtakes is chance.
      let cuts = stride(from: head.count, to: head.count + body.count, by: isReset ? 9 : 1)
      let all = [0, 1, head.count - 1] + Array(cuts)
      // A few thousand connections: some at a time.
      for start in stride(from: 0, to: all.count, by: 32) {
        try await withThrowingTaskGroup(of: Void.self) { group in
          for cut in all[start..<min(start + 32, all.count)] {
            group.addTask {
              var request = question
              request.messages[0].content = "cut \(cut)"
              let events = await client.ask(upstream.provider(attempts: 1, api: api), request)
              let sent = Array(body.prefix(max(0, cut - head.count)))
              let expected = replay(sent, head: streamHead, api: api, broken: broken)
              let (said, wanted) = (text(of: events), text(of: expected.events))
              // A reset overtakes what was sent before it.
              if isReset {
                #expect(wanted.hasPrefix(said), "cut at \(cut)")
              } else {
                #expect(said == wanted, "cut at \(cut)")
              }
              if let failure = events.last?.failure {
                #expect(failure.class == .network, "cut at \(cut): \(failure)")
                #expect(failure.retryable, "cut at \(cut)")
              } else {
                #expect(expected.end == .completed(finishReason: "stop"), "cut at \(cut)")
                #expect(said == wanted, "cut at \(cut)")
              }
              let ended = expected.end == .completed(finishReason: "stop")
              #expect(isReset || ended == (events.last?.completion != nil), "cut at \(cut)")
            }
          }
          try await group.waitForAll()
        }
      }
    }
  }

  @Test(arguments: API.allCases)
  func `a slow first byte is tried again, a stall behind the first word is not`(
    api: API
  ) async throws {
    let upstream = try Upstream { connection, _ in
      if connection.number == 1 {
        connection.waitForClose()
      } else {
        try connection.send(Answer.head + Answer.piece(api.thought("hm") + api.said("half")))
        connection.waitForClose()
      }
    }
    try await withClient { client in
      let events = await client.ask(upstream.provider(firstByte: 0.3, idle: 0.3, api: api))
      #expect(events.first?.retried?.class == .timeout)
      #expect(events.dropFirst().prefix(2) == [.reasoning("hm"), .text("half")])
      #expect(events.last?.failure?.class == .timeout)
      #expect(events.count == 4)
    }
    #expect(upstream.requests.count == 2)
  }

  @Test(arguments: API.allCases)
  func `a stream that ends in order without its last word is no answer`(api: API) async throws {
    let upstream = try Upstream { connection, _ in try connection.send(api.wire(api.said("half"))) }
    try await withClient { client in
      let events = await client.ask(upstream.provider(api: api))
      #expect(events.first == .text("half"))
      #expect(events.last?.failure?.class == .protocol)
    }
    #expect(upstream.requests.count == 1)
  }

  @Test(arguments: API.allCases)
  func `an error in the stream is tried again before the first word alone`(api: API) async throws {
    let error = api.event(#"{"error":{"code":"server_error","message":"overloaded"}}"#)
    let upstream = try Upstream { connection, _ in
      try connection.send(
        connection.number == 1 ? api.wire(error) : api.wire(api.said("a") + error))
      connection.close()
    }
    try await withClient { client in
      let events = await client.ask(upstream.provider(api: api))
      #expect(events.first?.retried?.class == .server)
      #expect(events.dropFirst().first == .text("a"))
      #expect(events.last?.failure?.message.contains("overloaded") == true)
    }
    #expect(upstream.requests.count == 2)
  }

  @Test(arguments: API.allCases)
  func `cancelling in the middle closes the provider's stream`(api: API) async throws {
    let upstream = try Upstream { connection, _ in
      try connection.send(Answer.head + Answer.piece(api.said("half")))
      connection.waitForClose()
    }
    try await withClient { client in
      let (exchange, events) = client.events(from: upstream.provider(api: api))
      var iterator = events.makeAsyncIterator()
      #expect(await iterator.next() == .text("half"))
      exchange.cancel()
      #expect(await iterator.next() == .cancelled(attempts: 1))
      var notes = upstream.notes.makeAsyncIterator()
      #expect(await notes.next() == "closed")
    }
  }

  @Test func `what an interface has no word for is refused before anybody is asked`() async throws {
    let upstream = try Upstream { connection, _ in try connection.send(API.chat.stream("a")) }
    var request = question
    request.options.stop = ["."]
    try await withClient { client in
      let events = await client.ask(upstream.provider(api: .responses), request)
      #expect(events.map(\.failure?.class) == [.badRequest])
      #expect(events.first?.failure?.param == "stop")
    }
    #expect(upstream.connections == 0)
  }

  @Test func `a connection serves again after an answer of either interface`() async throws {
    let upstream = try Upstream { connection, request in
      let api: API = request.path.hasSuffix(API.chat.path) ? .chat : .responses
      try connection.send(
        Answer.head + Answer.piece(api.said("a")) + Answer.piece(api.end) + "0\r\n\r\n")
    }
    try await withClient { client in
      for api in API.allCases + API.allCases {
        #expect(text(of: await client.ask(upstream.provider(api: api))) == "a")
      }
    }
    #expect(upstream.connections == 1)
  }
}
