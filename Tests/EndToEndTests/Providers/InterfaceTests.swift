import JSON
import OwnThread
import Testing
import Upstream
import Wire

/// A turn is the same to a client, whichever interface of the provider answers it, and keeps what
/// the provider says apart from what the model says.
@Suite(.ownThread, .timeLimit(.minutes(5)))
struct InterfaceTests {
  /// A model's events, as each interface sends them.
  private static let chat = [
    #"{"choices":[{"index":0,"delta":{"reasoning_content":"Let me see."}}]}"#,
    #"{"choices":[{"index":0,"delta":{"content":"A length "}}]}"#,
    #"{"choices":[{"index":0,"delta":{"content":"of yarn."}}]}"#,
    #"{"choices":[{"index":0,"delta":{},"finish_reason":"length"}]}"#,
    #"{"choices":[],"usage":{"prompt_tokens":3,"completion_tokens":4,"total_tokens":7,"completion_tokens_details":{"reasoning_tokens":2}}}"#,
    "[DONE]",
  ]
  private static let responses = [
    #"{"type":"response.created","response":{"status":"in_progress","model":"m"}}"#,
    #"{"type":"response.reasoning_summary_text.delta","delta":"Let me see."}"#,
    #"{"type":"response.output_text.delta","delta":"A length "}"#,
    #"{"type":"response.output_text.delta","delta":"of yarn."}"#,
    #"{"type":"response.incomplete","response":{"status":"incomplete","incomplete_details":{"reason":"max_output_tokens"},"usage":{"input_tokens":3,"output_tokens":4,"total_tokens":7,"output_tokens_details":{"reasoning_tokens":2}}}}"#,
  ]

  private static func stream(_ events: [String]) -> String {
    HTTP.whole(
      "200 OK", headers: "Content-Type: text/event-stream\r\n",
      body: events.map { "data: \($0)\n\n" }.joined())
  }

  private func upstream() throws -> Upstream {
    try Upstream { connection, request in
      let isChat = request.path == "/v1/chat/completions"
      try connection.send(Self.stream(isChat ? Self.chat : Self.responses))
    }
  }

  /// A turn without what differs from one to the next.
  private func constant(_ turn: Noun.Turn) -> String {
    [
      turn.input, turn.output, turn.reasoning, turn.finishReason, turn.status.rawValue,
      "\(turn.attempts)", turn.promptTokens?.description, turn.completionTokens?.description,
      turn.totalTokens?.description, turn.reasoningTokens?.description,
    ].map { $0 ?? "nil" }.joined(separator: "|")
  }

  @Test(arguments: [[], ["api: responses"], ["models: {m: {api: responses}}"]])
  func `a turn and its notifications are the same by either interface`(
    settings: [String]
  ) throws {
    let upstream = try upstream()
    let client = try LiveDaemon(Setup(upstream: upstream, provider: settings)).connect()
    let thread = try client.thread()
    for input in ["What is a skein?", "And then?"] {
      let run = try client.call(TurnRun.self, .asking(input, on: thread.id, stream: true))
      #expect(
        constant(run.turn) == "\(input)|A length of yarn.|Let me see.|length|completed|1|3|4|7|2")
      #expect(run.messages.map(\.content) == [input, "A length of yarn."])
    }
    let one = ["turn/started", "turn/delta", "turn/delta", "turn/delta", "turn/ended"]
    #expect(client.transcript.filter { $0.hasPrefix("turn/") } == one + one)
    #expect(Set(upstream.requests.map(\.path)).count == 1)
    let body = try Document(Array(try #require(upstream.requests.last).body.utf8)).root
    let isChat = settings.isEmpty
    #expect(upstream.requests[0].path == (isChat ? "/v1/chat/completions" : "/v1/responses"))
    #expect(body["store"]?.bool == (isChat ? nil : false))
    // The whole thread goes each time.
    #expect(body[isChat ? "messages" : "input"]?.count == 3)
    #expect(body["previous_response_id"] == nil)
  }

  @Test func `an option that the interface does not have is refused, and nobody is asked`() throws {
    let upstream = try upstream()
    let client = try LiveDaemon(Setup(upstream: upstream, provider: ["api: responses"])).connect()
    var request = TurnRequest.asking("Hi")
    request.options = TurnOptions(seed: 1)
    let fault = try client.fault(TurnRun.self, request)
    #expect(fault.code == -32602)
    #expect(fault.data.path == "options.seed")
    #expect(try client.call(TurnList.self, .init()).data.isEmpty)
    #expect(upstream.requests.isEmpty)
  }

  @Test(arguments: [
    #"{"reasoning_content":"Hm."}"#, #"{"reasoning":"Hm."}"#,
    #"{"content":"<think>Hm.</think>\n\n"}"#,
  ])
  func `what was thought is kept apart from the answer in each spelling`(delta: String) throws {
    let events = [#"{"choices":[{"index":0,"delta":\#(delta)}]}"#] + Self.chat.dropFirst()
    let upstream = try Upstream { connection, _ in try connection.send(Self.stream(events)) }
    let client = try LiveDaemon(Setup(upstream: upstream)).connect()
    let run = try client.call(TurnRun.self, .asking("Well?", stream: true))
    #expect(run.turn.reasoning == "Hm.")
    #expect(run.turn.output == "A length of yarn.")
    #expect(run.messages.map(\.content) == ["Well?", "A length of yarn."])
    #expect(
      try client.arrived(TurnDelta.self).map(\.kind).first == .reasoning)
  }

  @Test(arguments: ["chat", "responses"])
  func `an error in the middle of a stream keeps what was said`(api: String) throws {
    let said = api == "chat" ? Self.chat.prefix(3) : Self.responses.prefix(4)
    let error = #"{"type":"error","error":{"code":"server_error","message":"out of memory"}}"#
    let upstream = try Upstream { connection, _ in
      try connection.send(Self.stream(said + [error]))
    }
    let client = try LiveDaemon(Setup(upstream: upstream, provider: ["api: \(api)"])).connect()
    let fault = try client.fault(TurnRun.self, .asking("Well?"))
    #expect(fault.data.class == .server && fault.data.code == "server_error")
    let turn = try client.call(
      TurnGet.self, .init(turnId: try #require(fault.data.turnId))
    ).turn
    #expect(turn.output == "A length of yarn.")
    #expect(turn.reasoning == "Let me see.")
    #expect(upstream.requests.count == 1)
  }

  @Test(arguments: ["chat", "responses"])
  func `a used-up account is told once, and not asked again`(api: String) throws {
    let upstream = try Upstream { connection, _ in
      try connection.send(
        HTTP.whole(
          "429 Too Many Requests", headers: "Content-Type: application/json\r\nRetry-After: 1\r\n",
          body: #"{"error":{"message":"Pay.","type":"x","code":"insufficient_quota"}}"#))
    }
    let client = try LiveDaemon(Setup(upstream: upstream, provider: ["api: \(api)"])).connect()
    let fault = try client.fault(TurnRun.self, .asking("Well?", stream: true))
    #expect(fault.data.class == .quota && fault.data.retryable == false)
    #expect(upstream.requests.count == 1)
    #expect(try client.arrived(TurnRetrying.self).isEmpty)
  }

  @Test(arguments: ["chat", "responses"])
  func `a model that never stops is cut at 8 MiB, and the daemon holds no more`(
    api: String
  ) throws {
    let words = String(repeating: "wool ", count: 13_000)
    let event =
      api == "chat"
      ? #"{"choices":[{"index":0,"delta":{"content":"\#(words)"}}]}"#
      : #"{"type":"response.output_text.delta","delta":"\#(words)"}"#
    let block = "data: \(event)\n\n"
    let upstream = try Upstream { connection, _ in
      try connection.send(
        "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n")
      while true { try connection.send(block) }
    }
    let daemon = try LiveDaemon(Setup(upstream: upstream, provider: ["api: \(api)"]))
    let client = try daemon.connect()
    let before = try daemon.residentKiB()
    let run = try client.call(TurnRun.self, .asking("Go on"))
    #expect(run.turn.finishReason == "outputLimit")
    #expect(run.turn.output?.utf8.count == 8 << 20)
    #expect(try daemon.residentKiB() - before < 192 << 10)
  }

  @Test func `a proxy of the environment is used for what is far`() throws {
    let proxy = try Upstream { connection, _ in try connection.send(HTTP.stream("By proxy.")) }
    let client = try LiveDaemon(
      Setup(
        settings: ["model: far/m"],
        variables: ["http_proxy": String(proxy.baseURL.dropLast("/v1".count))],
        peer: ("far", "http://model.test/v1"))
    ).connect()
    #expect(try client.call(TurnRun.self, .asking("Hi")).turn.output == "By proxy.")
    #expect(proxy.requests.map(\.path) == ["http://model.test/v1/chat/completions"])
  }
}
