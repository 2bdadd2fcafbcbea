import Synchronization
import Testing
import Upstream

@testable import OpenAI

/// Whole answers in which something is wrong, sent byte for byte.
@Suite(.timeLimit(.minutes(1)))
struct FaultFixtureTests {
  /// A provider that gives these answers one after another, the last for ever.
  private func upstream(_ names: String...) throws -> Upstream {
    let answers = try names.map { try Recorded.bytes("faults/\($0).raw") }
    let next = Mutex(0)
    return try Upstream { connection, _ in
      let index = next.withLock { next in
        defer { next += 1 }
        return min(next, answers.count - 1)
      }
      try connection.send(answers[index])
      connection.close()
    }
  }

  private func ask(_ upstream: Upstream) async throws -> (events: [ModelEvent], count: Int) {
    var events: [ModelEvent] = []
    try await withClient { events = await $0.ask(upstream.provider()) }
    return (events, upstream.requests.count)
  }

  @Test func `an answer without a word fails, and says so`() async throws {
    let (events, count) = try await ask(try upstream("empty-answer"))
    let failure = try #require(events.last?.failure)
    #expect(events.count == 1 && count == 1)
    #expect(failure.class == .protocol && failure.code == "noAnswer")
    #expect(failure.message.hasPrefix("The model gave no answer: it ended without text"))
    #expect(failure.message.contains("finish_reason stop"))
    #expect(failure.usage == Usage(promptTokens: 9, completionTokens: 0, totalTokens: 9))
  }

  @Test func `a finish reason that means failure is one, behind the words that came`() async throws
  {
    let (events, count) = try await ask(try upstream("finish-error"))
    #expect(text(of: events) == "The wool is wound and the")
    let failure = try #require(events.last?.failure)
    #expect(failure.class == .server && failure.code == "upstream_closed")
    #expect(failure.message.contains("finish_reason error, upstream_closed"))
    #expect(failure.usage?.totalTokens == 15)
    // Never what the model began to answer.
    #expect(count == 1)
  }

  @Test(arguments: ["stream-as-text-plain", "stream-as-json"])
  func `an event stream is one whatever its content type`(name: String) async throws {
    let (events, _) = try await ask(try upstream(name))
    #expect(text(of: events) == "A skein is a length of yarn.")
    #expect(events.last?.completion?.finishReason == "stop")
    #expect(events.last?.completion?.usage?.totalTokens == 17)
  }

  @Test func `an error in a 200 has its class, and is tried again where that may help`()
    async throws
  {
    let (events, count) = try await ask(try upstream("pretty-error-in-200", "stream-as-json"))
    let first = try #require(events.first?.retried)
    #expect(first.class == .rateLimit && first.retryable)
    #expect(
      first.message
        == "POST /v1/chat/completions reported in its answer: "
        + "All looms are in use: ask again in a while.")
    #expect(text(of: events) == "A skein is a length of yarn.")
    #expect(count == 2)
  }

  @Test func `an error in a list is read as one without it`() async throws {
    let (events, _) = try await ask(try upstream("array-error"))
    let failure = try #require(events.last?.failure)
    #expect(failure.class == .auth && failure.code == "API_KEY_INVALID")
    #expect(
      failure.message
        == "POST /v1/chat/completions answered 400: The key is not one of ours. "
        + "Make another in the console. Check the provider's key.")
  }

  @Test func `a quota in a list is a quota without it`() async throws {
    let listed = try Recorded("faults/array-quota")
    let bare = String(decoding: listed.body, as: UTF8.self).drop { $0 == "[" || $0.isWhitespace }
      .reversed().drop { $0 == "]" || $0.isWhitespace }.reversed()
    let ends = [listed.body, Array(String(bare).utf8)].map { replay($0, head: listed.head).end }
    #expect(ends[0] == ends[1])
    guard case .failed(let failure) = ends[0] else {
      Issue.record("a quota is no answer")
      return
    }
    #expect(failure.class == .rateLimit && failure.retryable)
    #expect(failure.code == "RESOURCE_EXHAUSTED")
    #expect(failure.message.hasSuffix("The looms of this month are used up; look at your plan."))
  }

  @Test func `thinking in parts of a list is reasoning`() async throws {
    let (events, _) = try await ask(try upstream("thinking-parts"))
    #expect(text(of: events) == "It is 391.")
    #expect(reasoning(of: events) == "Seventeen times twenty-three: 340 and 51.")
  }

  @Test func `a closing tag without its opening ends reasoning`() async throws {
    let (events, _) = try await ask(try upstream("close-think-only"))
    #expect(events.filter { $0 == .textWasReasoning }.count == 1)
    #expect(text(of: events) == "It is 391.")
    #expect(reasoning(of: events) == "Seventeen times twenty-three: 340 and 51.\n")
    #expect(events.last?.completion != nil)
  }

  @Test func `a model that has begun in a thought once is known for it, until it does not`()
    async throws
  {
    let answer = Mutex("")
    let thoughtful = try Recorded.bytes("faults/close-think-only.raw")
    let upstream = try Upstream { connection, _ in
      let plain = answer.withLock { $0 }
      try connection.send(plain.isEmpty ? thoughtful : Array(Answer.stream(plain).utf8))
      connection.close()
    }
    try await withClient { client in
      let provider = upstream.provider()
      #expect(await client.ask(provider).contains(.textWasReasoning))
      let second = await client.ask(provider)
      #expect(!second.contains(.textWasReasoning) && second.first?.isReasoning == true)
      #expect(text(of: second) == "It is 391.")
      #expect(reasoning(of: second) == "Seventeen times twenty-three: 340 and 51.\n")
      // Its thinking is turned off: known at the end, and from then on.
      answer.withLock { $0 = "Yes." }
      let third = await client.ask(provider)
      #expect(third.contains(.reasoningWasText) && text(of: third) == "Yes.")
      #expect(third.last?.completion != nil)
      #expect(await client.ask(provider).first == .text("Yes."))
    }
  }

  @Test func `a provider that wants its reasoning back gets it, and is known for it`() async throws
  {
    let upstream = try upstream("wants-reasoning", "reasoning-answer")
    let recalled = Atomic<Int>(0)
    var request = ChatRequest(
      model: "m",
      messages: [
        .init(role: .user, content: "one"), .init(role: .assistant, content: "Take wool."),
        .init(role: .user, content: "two"),
      ])
    request.recall = { answer in
      recalled.add(1, ordering: .relaxed)
      answer([nil, "Wool is warm, so wool.", nil])
    }
    try await withClient { client in
      for number in 1...2 {
        let events = await client.ask(upstream.provider(), request)
        #expect(text(of: events) == "Take wool.")
        // What was learnt is no failed try.
        #expect(events.last?.completion?.attempts == 1)
        #expect(recalled.load(ordering: .relaxed) == number)
      }
      // Another model of the provider is not sent what nobody asked for.
      request.model = "other"
      _ = await client.ask(upstream.provider(), request)
    }
    let told = #""content":"Take wool.","reasoning_content":"Wool is warm, so wool.""#
    #expect(upstream.requests.map { $0.body.contains(told) } == [false, true, true, false])
    #expect(
      upstream.requests.map { $0.body.contains("reasoning_content") }
        == [false, true, true, false])
  }

  @Test func `a provider that refuses the reasoning is asked without it`() async throws {
    let upstream = try Upstream { connection, request in
      try connection.send(
        request.body.contains("reasoning_content")
          ? Answer.status(
            "400 Bad", body: #"{"error":{"message":"Unknown field: reasoning_content"}}"#)
          : Answer.stream("ok"))
    }
    var request = ChatRequest(
      model: "m",
      messages: [.init(role: .assistant, content: "a"), .init(role: .user, content: "b")])
    request.recall = { $0(["hm", nil]) }
    try await withClient { client in
      var provider = upstream.provider()
      #expect(text(of: await client.ask(provider, request)) == "ok")
      #expect(upstream.requests.count == 1)
      provider.quirks.reasoningInHistory = .always
      // A setting is kept to, and the refusal told.
      #expect((await client.ask(provider, request)).last?.failure?.class == .badRequest)
      #expect(upstream.requests.count == 2)
      provider.quirks.reasoningInHistory = .never
      #expect(text(of: await client.ask(provider, request)) == "ok")
    }
  }
}
