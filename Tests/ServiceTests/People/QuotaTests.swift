import JSON
import OpenAI
import Testing
import Wire

@testable import Service

/// What a user may ask for, by a clock and in a time zone that the test chooses; each answer costs
/// ten tokens.
@Suite struct QuotaTests {
  /// 23:00 on the 21st where the daemon is, five and a half hours east.
  let clock = TestClock("2026-11-21T17:30:00.000Z", zoneSeconds: 19_800)
  let midnight = Timestamp("2026-11-21T18:30:00.000Z")

  private func home(
    tokens: Int? = nil, requests: Int? = nil,
    script: (@Sendable (ScriptedModels.Exchange) -> Void)? = { $0.answer("Yes.") }
  ) throws -> TemporaryDaemon {
    try TemporaryDaemon(script: script, clock: clock) {
      $0.quotas = Quotas(tokensPerDay: tokens, requestsPerMinute: requests)
    }
  }

  private func asking(
    _ text: String = "Hi", on thread: ThreadID? = nil, id: TurnID? = nil, ephemeral: Bool? = nil
  ) -> TurnRequest {
    TurnRequest(
      threadId: thread, id: id, input: Content(trusted: text), ephemeral: ephemeral)
  }

  @Test func `the day's tokens used up, a turn is refused until the next day, and leaves nothing`()
    async throws
  {
    let home = try home(tokens: 20)
    let client = try home.connect()
    _ = try await client.call(TurnRun.self, asking())
    _ = try await client.call(TurnRun.self, asking(ephemeral: true))
    let before = try home.traces()
    for request in [asking(), asking(ephemeral: true)] {
      let fault = try #require(await client.refusal(of: request))
      #expect(fault.kind == .limit)
      #expect(fault.data.limit == 20)
      #expect(fault.data.used == 20)
      #expect(fault.data.resetAt == midnight)
    }
    #expect(try home.traces() == before)
    #expect(home.models.exchanges.count == 2)
    clock.advance(seconds: 3599)
    #expect(await client.refusal(of: asking())?.kind == .limit)
    clock.advance(seconds: 1)
    #expect(await client.refusal(of: asking()) == nil)
  }

  @Test func `each user has quotas of their own`() async throws {
    let home = try home(tokens: 10, requests: 1)
    let (mine, theirs) = (try home.connect(), try home.connectStranger())
    #expect(await mine.refusal(of: asking()) == nil)
    #expect(await mine.refusal(of: asking())?.kind == .limit)
    #expect(await theirs.refusal(of: asking()) == nil)
    #expect(await theirs.refusal(of: asking())?.kind == .limit)
  }

  @Test func `a restart and a deletion for good change nothing`() async throws {
    let home = try home(tokens: 10, requests: 1)
    let client = try home.connect()
    let thread = try await client.call(TurnRun.self, asking()).thread
    _ = try await client.call(
      ThreadDelete.self, .init(threadId: try #require(thread).id, permanent: true))
    home.daemon.close()
    for quotas in [Quotas(tokensPerDay: 10), Quotas(requestsPerMinute: 1)] {
      let next = try TemporaryDaemon.open(home.folder, home.models, clock: clock) {
        $0.quotas = quotas
      }
      defer { next.close() }
      let fault = try #require(try await TestClient(next).refusal(of: asking()))
      #expect(fault.kind == .limit)
      #expect(fault.data.used == (quotas.tokensPerDay ?? 1))
    }
  }

  @Test func `requests count for a minute, whatever becomes of them, and once for each id`()
    async throws
  {
    let home = try home(requests: 3) { exchange in
      exchange.say(.failed(Failure(.badRequest, "No."), attempts: 1))
    }
    let client = try home.connect()
    let first = asking(id: IDSource().next())
    #expect(await client.refusal(of: first)?.kind == .provider)
    clock.advance(seconds: 10)
    #expect(await client.refusal(of: asking(ephemeral: true))?.kind == .provider)
    #expect(await client.refusal(of: first)?.kind == .provider)
    let old = try #require(first.id)
    let retry = try await client.call(TurnRetry.self, .init(turnId: old)).turn.id
    try await client.ended(retry)
    let before = try home.traces()
    for request in [asking(), asking(ephemeral: true)] {
      let fault = try #require(await client.refusal(of: request))
      #expect(fault.kind == .limit)
      #expect(fault.data.limit == 3)
      #expect(fault.data.used == 3)
      #expect(fault.data.resetAt == Timestamp("2026-11-21T17:31:00.000Z"))
    }
    #expect(try await client.fault("turn/retry", #"{"turnId":"\#(old)"}"#).kind == .limit)
    #expect(try home.traces() == before)
    // What is known is answered, not refused.
    #expect(await client.refusal(of: first)?.kind == .provider)
    clock.advance(seconds: 50)
    #expect(await client.refusal(of: asking())?.kind == .provider)
    #expect(await client.refusal(of: asking())?.kind == .limit)
    #expect(home.models.exchanges.count == 4)
  }

  @Test func `a clock that is set back locks nobody out`() async throws {
    let home = try home(requests: 1)
    let client = try home.connect()
    #expect(await client.refusal(of: asking()) == nil)
    clock.advance(seconds: -86_400)
    #expect(await client.refusal(of: asking()) == nil)
    #expect(await client.refusal(of: asking())?.kind == .limit)
  }

  @Test func `many at once get no more than one at a time`() async throws {
    let home = try home(requests: 5)
    let client = try home.connect()
    let ids = try (0..<40).map { number in
      try client.send(TurnRun.self, asking(ephemeral: number % 2 == 0))
    }
    var kinds: [Fault.Kind?] = []
    for id in ids {
      let answer = await client.answer(to: id)
      kinds.append(try answer["error"]?.decode(ErrorObject.self).fault.kind)
    }
    #expect(kinds.count { $0 == nil } == 5)
    #expect(kinds.count { $0 == .limit } == 35)
    #expect(home.models.exchanges.count == 5)
  }

  @Test func `a turn that waited while the day's tokens went fails, and can be asked again`()
    async throws
  {
    let home = try home(tokens: 10, script: nil)
    let client = try home.connect()
    let thread = try await client.call(ThreadCreate.self, .init()).thread.id
    let first = try client.send(TurnRun.self, asking("one", on: thread))
    let exchange = await home.models.exchange(1)
    let second = try client.send(TurnRun.self, asking("two", on: thread))
    _ = try await client.call(ThreadGet.self, .init(threadId: thread))
    exchange.answer("1")
    _ = await client.answer(to: first)
    let fault = try #require(await client.answer(to: second)["error"])
      .decode(ErrorObject.self).fault
    #expect(fault.kind == .limit)
    #expect(fault.data.resetAt == midnight)
    let failed = try #require(
      try await client.call(TurnList.self, .init(status: .failed)).data.first)
    #expect(failed.error?.fault == fault)
    #expect(home.models.exchanges.count == 1)
    clock.advance(seconds: 3600)
    let next = try await client.call(TurnRetry.self, .init(turnId: failed.id)).turn
    #expect(await home.models.exchange(2).request.messages.last?.content == "two")
    #expect(next.retryOf == failed.id)
  }

  @Test func `server info shows them, and there are none unless set`() async throws {
    let home = try home(tokens: 20)
    let info = try await home.connect().call(ServerInfo.self, NoParams())
    #expect(info.quotas == Quotas(tokensPerDay: 20))
    let standard = try await TemporaryDaemon().connect().call(ServerInfo.self, NoParams())
    #expect(standard.quotas == Quotas())
  }
}
