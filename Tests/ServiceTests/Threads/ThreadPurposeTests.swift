import JSON
import OpenAI
import Testing
import Wire

@testable import Service

/// What editors write into documents, out of the way of conversations.
@Suite struct ThreadPurposeTests {
  let home: TemporaryDaemon
  let client: TestClient

  init() throws {
    home = try TemporaryDaemon(script: { $0.answer("Yarn.") })
    client = try home.connect()
  }

  private func listed(_ params: ThreadList.Params = .init()) async throws -> [ThreadID] {
    try await client.call(ThreadList.self, params).data.map(\.id)
  }

  @Test func `a question says what its new thread is for`() async throws {
    let request = TurnRequest(input: Content(trusted: "Shorter"), purpose: .edit)
    let run = try #require(try await client.call(TurnRun.self, request).thread)
    let start = try await client.call(TurnStart.self, request)
    _ = try await client.ended(start.turn.id)
    let started = try #require(start.thread)
    #expect(run.purpose == .edit && started.purpose == .edit)
    #expect(try await listed().isEmpty)
    #expect(try await listed(.init(includeEdits: true)) == [started.id, run.id])
    // The thread has its purpose already.
    let next = try await client.call(
      TurnRun.self, TurnRequest(threadId: run.id, input: Content(trusted: "Shorter still")))
    #expect(next.thread?.purpose == .edit)
    // Both lists are there for the same connection, one after the other.
    #expect(try await listed().isEmpty)
    #expect(try await listed(.init(includeEdits: true)) == [run.id, started.id])
  }

  @Test(arguments: [TurnRun.name, TurnStart.name])
  func `with a thread that exists it is refused, and nothing is asked`(method: String) async throws
  {
    let thread = try await client.call(ThreadCreate.self, .init()).thread
    let fault = try await client.fault(
      method, #"{"threadId":"\#(thread.id)","input":"Hi","purpose":"edit"}"#)
    #expect(fault.kind == .invalidParams && fault.data.path == "purpose")
    #expect(fault.message.contains("thread/update"))
    #expect(try await client.call(TurnList.self, .init()).data.isEmpty)
  }

  @Test func `the same question for another purpose is another question`() async throws {
    let id: TurnID = IDSource().next()
    _ = try await client.call(
      TurnRun.self, TurnRequest(id: id, input: Content(trusted: "Hi"), purpose: .edit))
    let fault = try await client.fault("turn/run", #"{"id":"\#(id)","input":"Hi"}"#)
    #expect(fault.kind == .conflict)
  }

  @Test func `an update takes it away and is told as any change`() async throws {
    let thread = try await client.call(ThreadCreate.self, .init(purpose: .edit)).thread
    #expect(thread.purpose == .edit)
    let before = try await client.call(EventList.self, .init()).seq
    let chat = try await client.call(
      ThreadUpdate.self, .init(threadId: thread.id, purpose: .clear)
    ).thread
    #expect(chat.purpose == nil)
    #expect(try await listed() == [thread.id])
    let events = try await client.call(EventList.self, .init(since: before)).data
    #expect(events.map { "\($0.entity) \($0.change)" } == ["thread updated"])
  }
}
