import JSON
import OpenAI
import Testing
import Wire

@testable import Service

/// A retry of an answered turn while its thread changes.
@Suite struct TurnReplacingTests {
  let home: TemporaryDaemon
  let client: TestClient

  init() throws {
    home = try TemporaryDaemon()
    client = try home.connect()
  }

  private func ask(_ text: String) -> Content { Content(trusted: text) }

  private func answered(_ request: TurnRequest, _ text: String) async throws -> TurnRun.Result {
    let number = home.models.exchanges.count + 1
    let id = try client.send(TurnRun.self, request)
    await home.models.exchange(number).answer(text)
    return try await client.result(of: TurnRun.self, id)
  }

  private func ending(of turn: TurnID) async throws -> TurnEnded.Params {
    let message = await client.message {
      $0["method"]?.string == TurnEnded.name
        && $0["params"]?["turn"]?["id"]?.string == turn.description
    }
    return try #require(message["params"]).decode(TurnEnded.Params.self)
  }

  @Test
  func `a retry that waits while its thread gets another message fails, and the old answer stays`()
    async throws
  {
    let old = try await answered(TurnRequest(input: ask("one")), "1")
    let thread = try #require(old.thread).id
    let running = try await client.call(
      TurnStart.self, TurnRequest(threadId: thread, input: ask("two"))
    ).turn
    let retry = try await client.call(TurnRetry.self, .init(turnId: old.turn.id)).turn
    #expect(retry.status == .queued)
    await home.models.exchange(2).answer("2")
    _ = try await ending(of: running.id)
    let ended = try await ending(of: retry.id).turn
    #expect(ended.status == .failed)
    #expect(ended.error?.data.kind == .invalidState)
    let page = try await client.call(MessageList.self, .init(threadId: thread))
    #expect(page.data.map(\.content) == ["one", "1", "two", "2"])
    #expect(home.models.exchanges.count == 2)
    let unanswered = try await client.call(TurnList.self, .init(unanswered: true))
    #expect(unanswered.data.isEmpty)
  }

  @Test func `a cancelled retry keeps its output and replaces nothing`() async throws {
    let old = try await answered(TurnRequest(input: ask("one")), "1")
    let thread = try #require(old.thread).id
    let retry = try await client.call(TurnRetry.self, .init(turnId: old.turn.id)).turn
    await home.models.exchange(2).say(.text("Hal"))
    _ = try await client.notification(TurnDelta.self)
    let cancelled = try await client.call(TurnCancel.self, .init(turnId: retry.id)).turn
    #expect(cancelled.status == .cancelled)
    #expect(cancelled.output == "Hal")
    #expect(cancelled.messageIds.isEmpty)
    let page = try await client.call(MessageList.self, .init(threadId: thread))
    #expect(page.data == old.messages)
  }
}
