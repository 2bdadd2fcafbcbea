import OpenAI
import Testing
import Wire

@testable import Service

@Suite struct ThreadHandlersTests {
  let home: TemporaryDaemon
  let client: TestClient

  init() throws {
    home = try TemporaryDaemon()
    client = try home.connect()
  }

  private func ask(_ input: String, on thread: ThreadID? = nil) throws -> Int {
    try client.send(
      TurnRun.self, TurnRequest(threadId: thread, input: Content(trusted: input)))
  }

  @Test func `a thread whose turn runs is not taken back until the turn has ended`() async throws {
    let run = try ask("one")
    await home.models.exchange(1).answer("first")
    let thread = try #require(try await client.result(of: TurnRun.self, run).thread).id
    let second = try ask("two", on: thread)
    await home.models.exchange(2).say(.text("sec"))
    let fault = try await client.fault(
      "thread/revert", #"{"threadId":"\#(thread)","throughSequence":0}"#)
    #expect(fault.kind == .busy)
    _ = try await client.call(TurnCancel.self, .init(turnId: try #require(fault.data.turnId)))
    let cancelled = try await client.result(of: TurnRun.self, second)
    #expect(cancelled.messages.map(\.content) == ["two", "sec"])
    let reverted = try await client.call(
      ThreadRevert.self, .init(threadId: thread, throughSequence: Sequence(2)))
    #expect(reverted.thread.messageCount == 2)
    #expect(reverted.fork?.messageCount == 4)
  }

  @Test func `a model is not told what was taken back`() async throws {
    let run = try ask("one")
    await home.models.exchange(1).answer("first")
    let thread = try #require(try await client.result(of: TurnRun.self, run).thread).id
    try client.send(ThreadRevert.self, .init(threadId: thread, throughSequence: Sequence(0)))
    _ = try ask("two", on: thread)
    #expect(await home.models.exchange(2).request.messages.map(\.content) == ["two"])
    await home.models.exchange(2).answer("second")
  }

  @Test func `each form of an export holds what it has and null for the rest`() async throws {
    let thread = try await client.call(ThreadCreate.self, .init(title: Title("Wool"))).thread
    let json = try await client.call(
      ThreadExport.self, .init(threadId: thread.id, format: .json)
    ).document
    #expect(json == ThreadDocument(thread: thread, messages: []))
    let markdown = try await client.call(
      ThreadExport.self, .init(threadId: thread.id, format: .markdown)
    ).document
    #expect(markdown == ThreadDocument(markdown: ThreadMarkdown.text(of: json)))
    let copy = try await client.call(ThreadImport.self, .init(document: json)).thread
    #expect(copy.id != thread.id)
    #expect(try await client.call(ThreadImport.self, .init(document: json)).thread == copy)
  }

  @Test func `an answer has its model in both forms of an export, and after an import`()
    async throws
  {
    let run = try ask("one")
    await home.models.exchange(1).answer("first")
    let result = try await client.result(of: TurnRun.self, run)
    let thread = try #require(result.thread).id
    let (model, answer) = (result.turn.model.text, try #require(result.messages.last))
    let markdown = try await client.call(
      ThreadExport.self, .init(threadId: thread, format: .markdown)
    ).document.text
    #expect(
      markdown?.hasSuffix("\n\n## assistant, \(answer.createdAt), \(model)\n\nfirst\n") == true,
      "\(markdown ?? "")")
    let json = try await client.call(
      ThreadExport.self, .init(threadId: thread, format: .json)
    ).document
    let copy = try await client.call(ThreadImport.self, .init(document: json)).thread
    let messages = try await client.call(MessageList.self, .init(threadId: copy.id)).data
    #expect(messages.map(\.content) == ["one", "first"])
    #expect(messages.map(\.importedModel) == [nil, model])
  }

  @Test func `an import is told as one event`() async throws {
    let run = try ask("one")
    await home.models.exchange(1).answer("first")
    let thread = try #require(try await client.result(of: TurnRun.self, run).thread).id
    let document = try await client.call(
      ThreadExport.self, .init(threadId: thread, format: .json)
    ).document
    let before = try await client.call(EventList.self, .init()).seq
    let copy = try await client.call(ThreadImport.self, .init(document: document)).thread
    let events = try await client.call(EventList.self, .init(since: before)).data
    #expect(events.map { "\($0.entity) \($0.change) \($0.id)" } == ["thread created \(copy.id)"])
  }
}
