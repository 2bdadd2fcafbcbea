import Testing
import Upstream

@testable import OpenAI

/// Answers that are none, from a scripted provider of either interface.
@Suite(.timeLimit(.minutes(1)))
struct RefusalTests {
  /// A status, a body, and the class and number of tries that they lead to.
  struct Case: Sendable, CustomTestStringConvertible {
    let status: String
    var headers = ""
    var body = "{}"
    let kind: Failure.Class
    var tries = 1

    var testDescription: String { "\(status) \(headers) \(body)" }
  }

  static let cases = [
    Case(status: "401 No", kind: .auth),
    Case(status: "403 No", body: #"{"error":{"message":"country"}}"#, kind: .auth),
    Case(status: "404 Where", body: #"{"error":{"code":"model_not_found"}}"#, kind: .badRequest),
    Case(status: "404 Where", body: "404 page not found", kind: .badRequest),
    Case(status: "400 Bad", body: #"{"error":"n"}"#, kind: .badRequest),
    Case(status: "413 Large", body: "<html>nginx</html>", kind: .badRequest),
    Case(
      status: "400 Long", body: #"{"error":{"type":"exceed_context_size_error","code":400}}"#,
      kind: .contextLength),
    Case(
      status: "429 Pay", headers: "Retry-After: 1\r\n",
      body: #"{"error":{"type":"insufficient_quota","code":"insufficient_quota"}}"#, kind: .quota),
    Case(
      status: "429 Pay", body: #"{"error":{"code":"project_spend_limit_exceeded"}}"#,
      kind: .quota),
    Case(status: "429 Slow", headers: "Retry-After: 0\r\n", kind: .rateLimit, tries: 2),
    Case(
      status: "429 Slow",
      headers:
        "Date: Sun, 06 Nov 1994 08:49:37 GMT\r\nRetry-After: Sun, 06 Nov 1994 08:49:37 GMT\r\n",
      kind: .rateLimit, tries: 2),
    Case(status: "500 Oops", body: "<h1>Oops</h1>", kind: .server, tries: 2),
    Case(status: "503 Loading", body: #"{"error":{"code":503}}"#, kind: .server, tries: 2),
    Case(status: "529 Overloaded", body: "", kind: .server, tries: 2),
    Case(status: "504 Late", body: "", kind: .timeout, tries: 2),
    Case(status: "408 Late", body: "", kind: .timeout, tries: 2),
  ]

  @Test(arguments: API.allCases, cases)
  func `a refusal has its class, and is tried again where that may help`(
    api: API, refusal: Case
  ) async throws {
    let upstream = try Upstream { connection, _ in
      try connection.send(
        connection.number > 1
          ? api.stream("ok")
          : Answer.status(refusal.status, headers: refusal.headers, body: refusal.body))
      connection.close()
    }
    try await withClient { client in
      let events = await client.ask(upstream.provider(api: api))
      #expect((events.first?.retried ?? events.first?.failure)?.class == refusal.kind)
      #expect(events.last?.completion?.attempts == (refusal.tries > 1 ? 2 : nil))
      #expect(!"\(events)".contains("sk-test"))
    }
    #expect(upstream.requests.count == refusal.tries)
  }

  @Test(arguments: [
    (API.responses, "404 page not found", "or set api: chat"),
    (
      .chat, #"{"error":{"message":"This model is only supported in v1/responses."}}"#,
      "Set api: responses for this model."
    ), (.chat, "404 page not found", "check the base URL's path and the model's name."),
  ])
  func `a model or a server that knows one interface alone leads to the setting`(
    api: API, body: String, hint: String
  ) async throws {
    let upstream = try Upstream { connection, _ in
      try connection.send(Answer.status("404 Not Found", body: body))
    }
    try await withClient { client in
      let events = await client.ask(upstream.provider(api: api))
      #expect(events.first?.failure?.message.contains(hint) == true, "\(events)")
    }
  }

  @Test(arguments: API.allCases)
  func `pages, wrong types and nothing at all are no answers`(api: API) async throws {
    let answers = [
      Answer.status("200 OK", headers: "Content-Type: text/html\r\n", body: "<h1>Log in</h1>"),
      Answer.status("200 OK", headers: "Content-Type: text/plain\r\n", body: "Hello"),
      Answer.status("200 OK", headers: "Content-Type: application/json\r\n", body: "<h1>"),
      Answer.status("200 OK", headers: "Content-Type: application/json\r\n"),
      Answer.status("200 OK", headers: "Content-Type: text/event-stream\r\n"),
      Answer.status("200 OK"), Answer.status("204 Nothing"),
    ]
    try await withClient { client in
      for answer in answers {
        let upstream = try Upstream { connection, _ in try connection.send(answer) }
        let events = await client.ask(upstream.provider(api: api))
        #expect(events.map(\.failure?.class) == [.protocol], "\(answer)")
        #expect(upstream.requests.count == 1)
      }
    }
  }

  @Test(arguments: API.allCases)
  func `a redirect is followed within the origin alone, and the key with it`(
    api: API
  ) async throws {
    let other = try Upstream { connection, _ in try connection.send(api.stream("stolen")) }
    let target = other.baseURL
    let upstream = try Upstream { connection, request in
      switch request.path {
      case "/away\(api.path)":
        try connection.send(Answer.status("308 There", headers: "Location: \(target)\r\n"))
      case "/v1\(api.path)":
        try connection.send(Answer.status("307 There", headers: "Location: /v2/x\r\n"))
      default: try connection.send(api.stream("moved"))
      }
    }
    try await withClient { client in
      var provider = upstream.provider(api: api)
      #expect(text(of: await client.ask(provider)) == "moved")
      #expect(upstream.requests.last?.headers["authorization"] == "Bearer sk-test")
      #expect(upstream.requests.first?.body == upstream.requests.last?.body)
      provider.baseURL = provider.baseURL.replacing("/v1", with: "/away")
      let events = await client.ask(provider)
      #expect(events.map(\.failure?.code) == ["redirect"])
    }
    #expect(other.connections == 0)
  }

  @Test(arguments: API.allCases)
  func `a gzipped stream is read`(api: API) async throws {
    let body = try Recorded.bytes(api == .chat ? "gzip/reply.gz" : "gzip/responses.gz")
    let upstream = try Upstream { connection, _ in
      try connection.send(
        "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nContent-Encoding: gzip\r\n"
          + "Content-Length: \(body.count)\r\n\r\n")
      try connection.send(body)
    }
    try await withClient { client in
      let events = await client.ask(upstream.provider(api: api))
      #expect(
        text(of: events)
          == (api == .chat
            ? "Scripted naïve 🌊 reply" : "Namaste! I'm here to help you with anything"))
      #expect(events.last?.completion != nil)
    }
  }
}
