import JSON
import Store
import Testing
import Wire

@testable import Service

/// What becomes of requests whose client is gone before they begin.
@Suite struct AbandonedTests {
  let home: TemporaryDaemon
  let client: TestClient

  init() throws {
    home = try TemporaryDaemon { exchange in exchange.answer("An answer.") }
    client = try home.connect()
  }

  @Test func `what only its answer is for is dropped`() async throws {
    let thread = try await client.call(ThreadCreate.self, .init()).thread
    let turn = try await client.call(
      TurnRun.self, TurnRequest(threadId: thread.id, input: Content(trusted: "Hi"))
    ).turn
    client.abandon()
    let asked = [
      try client.send(Ping.self, .init()),
      try client.send(ThreadGet.self, .init(threadId: thread.id)),
      try client.send(ThreadList.self, .init()),
      try client.send(ThreadSearch.self, .init(query: SearchText(trusted: "hi"))),
      try client.send(ThreadExport.self, .init(threadId: thread.id, format: .json)),
      try client.send(UsageSummary.self, .init()),
      try client.send(TurnWatch.self, .init(turnId: turn.id)),
      try client.send(ModelList.self, .init()),
      try client.send(EventSubscribe.self, .init()),
    ]
    try await client.drops(asked)
  }

  @Test func `writes and turns run, and what was asked behind them is dropped`() async throws {
    let other = try home.connect()
    client.abandon()
    try client.send(TaskCreate.self, .init(title: TaskTitle(trusted: "Feed the cat")))
    let reads = [
      try client.send(TaskList.self, .init()), try client.send(UsageSummary.self, .init()),
    ]
    let run = try client.send(TurnRun.self, TurnRequest(input: Content(trusted: "Hi")))
    let list = try client.send(ThreadList.self, .init())
    _ = try await client.result(of: TurnRun.self, run)
    try await client.drops(reads + [list])
    let tasks = try await other.call(TaskList.self, .init()).data
    #expect(tasks.map(\.title.text) == ["Feed the cat"])
    let threads = try await other.call(ThreadList.self, .init()).data
    #expect(threads.map(\.messageCount) == [2])
  }

  @Test func `what was read is refused when there is no room for it, what was done is not`()
    async throws
  {
    let thread = try await client.call(ThreadCreate.self, .init()).thread
    client.admit(200)
    let text = Content(trusted: String(repeating: "x", count: 1000))
    let append = try client.send(
      MessageAppend.self, .init(threadId: thread.id, role: .user, content: text))
    #expect(try await client.result(of: MessageAppend.self, append).message.content == text.text)
    for id in [
      try client.send(MessageList.self, .init(threadId: thread.id)),
      try client.send(ThreadExport.self, .init(threadId: thread.id, format: .json)),
    ] {
      let fault = try await client.fault(id)
      #expect(fault.kind == .overloaded)
      #expect(fault.data.retryAfterMs != nil)
    }
    client.admit(.max)
    let page = try await client.call(MessageList.self, .init(threadId: thread.id))
    #expect(page.data.map(\.content) == [text.text])
  }
}
