import JSON
import Testing
import Wire

@testable import Service

/// Who follows the feed hears each event once, in order, whatever happens.
@Suite struct SubscriptionTests {
  let home: TemporaryDaemon
  let client: TestClient

  init() throws {
    home = try TemporaryDaemon()
    client = try home.connect()
  }

  private func threads(_ count: Int) async throws {
    for _ in 0..<count { _ = try await client.call(ThreadCreate.self, .init()) }
  }

  /// Waits for an event, then gives the numbers of all that came so far.
  private func heard(by client: TestClient, until seq: Int) async throws -> [Int] {
    _ = await client.message {
      $0["method"]?.string == EventChanged.name && $0["params"]?["seq"]?.integer == seq
    }
    return try client.notifications(EventChanged.self).map(\.seq.number)
  }

  @Test func `the answer comes first, then what was missed, then what happens`() async throws {
    try await threads(450)
    let follower = try home.connect()
    let id = try follower.send(EventSubscribe.self, .init(since: Sequence(10)))
    #expect(try await follower.result(of: EventSubscribe.self, id).seq == Sequence(450))
    try await threads(3)
    #expect(try await heard(by: follower, until: 453) == Array(11...453))
    #expect(follower.transcript.first == "answer \(id)")
  }

  @Test func `without since only what is new is told, this connection's own changes too`()
    async throws
  {
    try client.send(ThreadCreate.self, .init())
    let id = try client.send(EventSubscribe.self, .init())
    // It waits for the write that was sent before it.
    #expect(try await client.result(of: EventSubscribe.self, id).seq == Sequence(1))
    let thread = try await client.call(ThreadCreate.self, .init()).thread
    #expect(try await heard(by: client, until: 2) == [2])
    let event = try await client.notification(EventChanged.self)
    #expect(event.entity == .thread)
    #expect(event.change == .created)
    #expect(event.id.description == thread.id.description)
  }

  @Test func `64 writers are heard by every follower, each number once and in order`() async throws
  {
    let thread = try await client.call(ThreadCreate.self, .init()).thread
    let followers = try (0..<4).map { _ in try home.connect() }
    _ = try await followers[0].call(EventSubscribe.self, .init(since: Sequence(0)))
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 1...64 {
        group.addTask { [home] in
          let writer = try home.connect()
          for _ in 1...4 {
            _ = try await writer.call(
              MessageAppend.self,
              .init(threadId: thread.id, role: .user, content: Content(trusted: "x")))
          }
        }
      }
      // These come in the middle of it.
      for follower in followers.dropFirst() {
        _ = try await follower.call(EventSubscribe.self, .init(since: Sequence(0)))
      }
      try await group.waitForAll()
    }
    for follower in followers {
      #expect(try await heard(by: follower, until: 513) == Array(1...513))
    }
  }

  @Test func `a client that does not read is sent no more, and misses nothing`() async throws {
    let writer = try home.connect()
    client.fallBehind(by: Limits.eventBacklogBytes)
    _ = try await client.call(EventSubscribe.self, .init())
    for _ in 1...300 { _ = try await writer.call(ThreadCreate.self, .init()) }
    #expect(try client.notifications(EventChanged.self).isEmpty)
    client.fallBehind(by: 0)
    #expect(try await heard(by: client, until: 300) == Array(1...300))
  }

  @Test func `a client that slept until its events were gone is told so, and nothing after it`()
    async throws
  {
    let home = try TemporaryDaemon(change: { $0.limits.eventsKept = 5 })
    let (client, writer) = (try home.connect(), try home.connect())
    _ = try await writer.call(ThreadCreate.self, .init())
    _ = try await client.call(EventSubscribe.self, .init(since: Sequence(0)))
    _ = try await heard(by: client, until: 1)
    client.fallBehind(by: Limits.eventBacklogBytes)
    for _ in 2...128 { _ = try await writer.call(ThreadCreate.self, .init()) }
    client.fallBehind(by: 0)
    let gone = try await client.notification(EventGone.self)
    #expect(gone == .init(seq: Sequence(1), oldest: Sequence(124)))
    _ = try await writer.call(ThreadCreate.self, .init())
    let fault = try await client.fault("event/subscribe", #"{"since":1}"#)
    #expect(fault.kind == .gone)
    #expect(fault.data.oldest == 124)
    _ = try await client.call(EventSubscribe.self, .init(since: Sequence(123)))
    #expect(try await heard(by: client, until: 129) == [1] + Array(124...129))
  }

  @Test func `a place in the future is refused`() async throws {
    let fault = try await client.fault("event/subscribe", #"{"since":1}"#)
    #expect(fault.kind == .invalidParams)
    #expect(fault.data.path == "since")
  }

  @Test func `after the answer to unsubscribe nothing comes`() async throws {
    let writer = try home.connect()
    _ = try await client.call(EventSubscribe.self, .init())
    #expect(home.daemon.events.count == 1)
    _ = try await client.call(EventUnsubscribe.self, .init())
    _ = try await client.call(EventUnsubscribe.self, .init())
    #expect(home.daemon.events.count == 0)
    _ = try await writer.call(ThreadCreate.self, .init())
    #expect(try client.notifications(EventChanged.self).isEmpty)
  }

  @Test func `requests hold in the order in which they arrived`() async throws {
    let first = try client.send(EventSubscribe.self, .init())
    let second = try client.send(EventUnsubscribe.self, .init())
    _ = try await client.result(of: EventUnsubscribe.self, second)
    _ = try await client.result(of: EventSubscribe.self, first)
    #expect(home.daemon.events.count == 0)
    try await threads(2)
    #expect(try client.notifications(EventChanged.self).isEmpty)
  }

  @Test func `subscribing again begins anew`() async throws {
    try await threads(3)
    _ = try await client.call(EventSubscribe.self, .init(since: Sequence(0)))
    #expect(try await heard(by: client, until: 3) == [1, 2, 3])
    _ = try await client.call(EventSubscribe.self, .init(since: Sequence(1)))
    try await threads(1)
    #expect(try await heard(by: client, until: 4) == [1, 2, 3, 2, 3, 4])
  }

  @Test func `nobody hears of a stranger's changes, and every connection of one user of its own`()
    async throws
  {
    let (second, stranger) = (try home.connect(), try home.connectStranger())
    for follower in [client, second, stranger] {
      _ = try await follower.call(EventSubscribe.self, .init(since: Sequence(0)))
    }
    try await threads(2)
    #expect(try await heard(by: second, until: 2) == [1, 2])
    #expect(try await heard(by: client, until: 2) == [1, 2])
    _ = try await stranger.call(ThreadCreate.self, .init())
    #expect(try await heard(by: stranger, until: 1) == [1])
  }

  @Test func `a connection that is gone follows nothing`() async throws {
    _ = try await client.call(EventSubscribe.self, .init())
    client.disconnect()
    #expect(home.daemon.events.count == 0)
    // Nor one that leaves while it asks.
    let other = try home.connect()
    let id = try other.send(EventSubscribe.self, .init())
    other.disconnect()
    _ = try await other.result(of: EventSubscribe.self, id)
    #expect(home.daemon.events.count == 0)
  }
}
