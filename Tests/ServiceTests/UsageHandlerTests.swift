import OpenAI
import Testing
import Wire

@testable import Service

@Suite struct UsageHandlerTests {
  @Test func `turns are counted with what the provider said, ephemeral ones too`() async throws {
    let home = try TemporaryDaemon { exchange in exchange.answer("An answer.") }
    let client = try home.connect()
    let kept = try await client.call(TurnRun.self, TurnRequest(input: Content(trusted: "Hi")))
    var passing = TurnRequest(input: Content(trusted: "Hi"))
    passing.ephemeral = true
    _ = try await client.call(TurnRun.self, passing)
    let summary = try await client.call(UsageSummary.self, .init(groupBy: .thread))
    #expect(summary.total.turns == 2)
    #expect(summary.total.totalTokens == 20)
    #expect(Set(summary.groups?.map(\.threadId) ?? []) == [kept.thread?.id, nil])
    let thread = try #require(kept.thread).id
    _ = try await client.call(ThreadDelete.self, .init(threadId: thread, permanent: true))
    #expect(try await client.call(UsageSummary.self, .init()).total.totalTokens == 20)
    let stranger = try home.connectStranger()
    #expect(try await stranger.call(UsageSummary.self, .init()).total.turns == 0)
  }

  @Test func `a failed turn is counted as failed`() async throws {
    let home = try TemporaryDaemon { exchange in
      exchange.say(.failed(Failure(.server, "It broke."), attempts: 1))
    }
    let client = try home.connect()
    _ = try? await client.call(TurnRun.self, TurnRequest(input: Content(trusted: "Hi")))
    let summary = try await client.call(UsageSummary.self, .init(groupBy: .model))
    #expect(summary.total.failed == 1)
    #expect(summary.total.unmetered == 1)
    #expect(summary.groups?.count == 1)
  }
}
