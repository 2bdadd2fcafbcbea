import GRDB
import JSON
import OpenAI
import Testing
import Wire

@testable import Service
@testable import Store

/// What is kept long enough is erased, by a clock that can be believed.
@Suite struct RetentionTests {
  private static let day: Int64 = 86_400
  private let clock = TestClock("2026-11-21T12:00:00Z")

  private func daemon() throws -> TemporaryDaemon {
    try TemporaryDaemon(clock: clock, change: { $0.retention.deletedDays = 30 })
  }

  private func deletedThread(_ client: TestClient) async throws -> ThreadID {
    let thread = try await client.call(ThreadCreate.self, .init(title: Title("Old"))).thread.id
    _ = try await client.call(ThreadDelete.self, .init(threadId: thread))
    return thread
  }

  private func isThere(_ thread: ThreadID, _ client: TestClient) async throws -> Bool {
    let params = #"{"threadId":"\#(thread)"}"#
    let answer = await client.answer(to: try client.send("thread/get", params))
    return answer["result"] != nil
  }

  private func health(_ client: TestClient) async throws -> ServerHealth.Check {
    let checks = try await client.call(ServerHealth.self, NoParams()).checks
    return try #require(checks.first { $0.name == "clock" })
  }

  @Test func `what was deleted long ago is erased when the days have passed`() async throws {
    let home = try daemon()
    let client = try home.connect()
    let thread = try await deletedThread(client)
    #expect(home.daemon.applyRetention() == Self.day)
    #expect(try await isThere(thread, client))
    clock.advance(seconds: 31 * Self.day)
    home.daemon.applyRetention()
    #expect(try await !isThere(thread, client))
    #expect(try await health(client).status == .ok)
  }

  @Test func `a clock that jumps years ahead erases nothing until it has kept pace for a day`()
    async throws
  {
    let home = try daemon()
    let client = try home.connect()
    let thread = try await deletedThread(client)
    clock.jump(seconds: 5 * 365 * Self.day)
    #expect(home.daemon.applyRetention() == Self.day + 1)
    #expect(try await isThere(thread, client))
    let check = try await health(client)
    #expect(check.status == .degraded)
    #expect(check.detail.contains("jumped ahead by 1825 days"))
    // Set right again within the day: nothing was lost, and the day begins anew.
    clock.advance(seconds: Self.day / 2)
    clock.jump(seconds: -5 * 365 * Self.day)
    home.daemon.applyRetention()
    clock.advance(seconds: Self.day + 1)
    home.daemon.applyRetention()
    #expect(try await isThere(thread, client))
    #expect(try await health(client).status == .ok)
  }

  @Test func `a jump that is no mistake holds erasing up for a day`() async throws {
    let home = try daemon()
    let client = try home.connect()
    let thread = try await deletedThread(client)
    clock.jump(seconds: 60 * Self.day)
    let pause = home.daemon.applyRetention()
    clock.advance(seconds: pause)
    home.daemon.applyRetention()
    #expect(try await !isThere(thread, client))
  }

  @Test
  func `a daemon that starts with a clock years ahead erases nothing, events and sessions neither`()
    async throws
  {
    let home = try daemon()
    let client = try home.connect()
    let thread = try await deletedThread(client)
    _ = try await client.call(
      SessionCreate.self, .init(expiresInSeconds: SessionSeconds(trusted: 60)))
    home.daemon.close()
    clock.jump(seconds: 5 * 365 * Self.day)
    let next = try TemporaryDaemon.open(home.folder, home.models, clock: clock) {
      $0.retention.deletedDays = 30
    }
    defer { next.close() }
    next.applyRetention()
    let after = try TestClient(next)
    #expect(try await isThere(thread, after))
    #expect(try await after.call(EventList.self, .init()).data.first?.seq == Sequence(1))
    _ = try await after.call(SessionCreate.self, .init())
    #expect(try await after.call(SessionList.self, .init()).data.count == 2)
    #expect(try await health(after).detail.contains("nothing was written for"))
  }

  @Test func `a restart does not make a jumped clock true`() async throws {
    let home = try daemon()
    let client = try home.connect()
    let thread = try await deletedThread(client)
    clock.jump(seconds: 5 * 365 * Self.day)
    // Somebody goes on working with it.
    _ = try await client.call(ThreadCreate.self, .init())
    home.daemon.close()
    let next = try TemporaryDaemon.open(home.folder, home.models, clock: clock) {
      $0.retention.deletedDays = 30
    }
    defer { next.close() }
    next.applyRetention()
    #expect(try await isThere(thread, try TestClient(next)))
  }
}
