import Foundation
import JSON
import OpenAI
import Testing
import Wire

@testable import Service

/// What one connection may count on.
@Suite struct SessionTests {
  let home: TemporaryDaemon
  let client: TestClient

  init() throws {
    home = try TemporaryDaemon()
    client = try home.connect()
  }

  @Test func `a peer whose user cannot be looked up is refused for that reason`() throws {
    home.daemon.close()
    #expect(throws: PeerRefusal.lookupFailed(Fault.shuttingDown().message)) {
      try home.daemon.connect(.own(), client).get()
    }
  }

  @Test func `a read sees every write that was sent before it`() async throws {
    for round in 1...50 {
      try client.send(ThreadCreate.self, .init(title: Title("Thread \(round)")))
      let id = try client.send(ThreadList.self, .init(limit: PageLimit(200)))
      let page = try await client.result(of: ThreadList.self, id)
      #expect(page.data.count == round)
    }
  }

  @Test func `a read sees the thread of a turn that was sent before it, and does not wait for it`()
    async throws
  {
    let run = try client.send(TurnRun.self, TurnRequest(input: Content(trusted: "Hi")))
    let list = try client.send(ThreadList.self, .init())
    #expect(try await client.result(of: ThreadList.self, list).data.count == 1)
    await home.models.exchange(1).answer("Hello")
    _ = try await client.result(of: TurnRun.self, run)
  }

  @Test func `a deletion is seen by the list that was sent behind it`() async throws {
    let thread = try await client.call(ThreadCreate.self, .init()).thread
    try client.send(ThreadDelete.self, .init(threadId: thread.id))
    let list = try client.send(ThreadList.self, .init())
    #expect(try await client.result(of: ThreadList.self, list).data.isEmpty)
  }

  @Test func `work on the whole database is seen by what was sent behind it, also behind a write`()
    async throws
  {
    let thread = try await client.call(ThreadCreate.self, .init(title: Title("Old"))).thread
    let path = FilePath(trusted: home.folder.path + "/purged.jsonl")
    let deletion = try client.send(ThreadDelete.self, .init(threadId: thread.id))
    let purge = try client.send(
      DatabasePurge.self, .init(path: path, deletedBefore: Timestamp("2999-01-01T00:00:00Z")))
    let list = try client.send(ThreadList.self, .init(includeDeleted: true))
    _ = try await client.result(of: ThreadDelete.self, deletion)
    #expect(try await client.result(of: ThreadList.self, list).data.isEmpty)
    #expect(try await client.result(of: DatabasePurge.self, purge).threads == 1)
  }

  @Test func `writes to one thread happen in the order in which they arrived`() async throws {
    let thread = try await client.call(ThreadCreate.self, .init()).thread
    for number in 1...100 {
      try client.send(
        MessageAppend.self,
        .init(threadId: thread.id, role: .user, content: Content(trusted: "\(number)")))
    }
    let id = try client.send(
      MessageList.self, .init(threadId: thread.id, limit: PageLimit(200)))
    let page = try await client.result(of: MessageList.self, id)
    #expect(page.data.map(\.content) == (1...100).map { "\($0)" })
    #expect(page.data.map { $0.sequence?.number } == Array(1...100))
  }

  @Test func `64 connections that append at once leave no gap and no duplicate`() async throws {
    let thread = try await client.call(ThreadCreate.self, .init()).thread
    try await withThrowingTaskGroup(of: Void.self) { group in
      for number in 1...64 {
        group.addTask { [home] in
          let client = try home.connect()
          for turn in 1...4 {
            _ = try await client.call(
              MessageAppend.self,
              .init(
                threadId: thread.id, role: .user, content: Content(trusted: "\(number).\(turn)")))
          }
        }
      }
      try await group.waitForAll()
    }
    var sequences: [Int] = []
    var cursor: Cursor?
    repeat {
      let page = try await client.call(
        MessageList.self, .init(threadId: thread.id, limit: PageLimit(100), cursor: cursor))
      sequences += page.data.compactMap { $0.sequence?.number }
      cursor = page.nextCursor
    } while cursor != nil
    #expect(sequences == Array(1...256))
  }

  @Test func `methods without parameters take none in every spelling`() async throws {
    for params in [nil, "{}", "[]"] {
      let answer = await client.answer(to: try client.send("ping", params))
      #expect(answer["result"]?.count == 0)
    }
  }

  @Test func `deleting a thread ends its turn first and answers when that has ended`() async throws
  {
    let thread = try await client.call(ThreadCreate.self, .init()).thread
    let run = try client.send(
      TurnRun.self, TurnRequest(threadId: thread.id, input: Content(trusted: "Hi")))
    await home.models.exchange(1).say(.text("Hel"))
    let delete = try client.send(ThreadDelete.self, .init(threadId: thread.id))
    let result = try await client.result(of: TurnRun.self, run)
    #expect(result.turn.status == .cancelled)
    _ = try await client.result(of: ThreadDelete.self, delete)
    #expect(
      client.transcript.firstIndex(of: "answer \(run)")! < client.transcript.firstIndex(
        of: "answer \(delete)")!)
    let restored = try await client.call(ThreadRestore.self, .init(threadId: thread.id)).thread
    #expect(restored.messageCount == 2)
  }
}
