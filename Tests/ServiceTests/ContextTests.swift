import OpenAI
import Testing
import Wire

@testable import Service

/// Contexts and actions as clients of one daemon meet them.
@Suite struct ContextTests {
  let home: TemporaryDaemon
  let client: TestClient

  init() throws {
    home = try TemporaryDaemon()
    client = try home.connect()
  }

  private func context() async throws -> Noun.Context {
    try await client.call(ContextCreate.self, .init(status: .active)).context
  }

  private func action(in context: ContextID) async throws -> Noun.Action {
    try await client.call(
      ActionCreate.self, .init(contextId: context, type: .deploy, payload: .empty)
    ).action
  }

  @Test func `of 32 clients that take one action up exactly one does`() async throws {
    let context = try await context()
    for _ in 1...5 {
      let action = try await action(in: context.id)
      let clients = try (0..<32).map { _ in try home.connect() }
      let outcomes = try await withThrowingTaskGroup(of: Fault?.self) { group in
        for client in clients {
          group.addTask {
            do {
              let taken = try await client.call(
                ActionUpdate.self, .init(actionId: action.id, status: .running))
              #expect(taken.action.status == .running)
              return nil
            } catch let fault as Fault {
              return fault
            }
          }
        }
        return try await group.reduce(into: [Fault?]()) { $0.append($1) }
      }
      let losers = outcomes.compactMap { $0 }
      #expect(losers.count == 31)
      #expect(losers.allSatisfy { $0.kind == .invalidState })
      #expect(losers.allSatisfy { $0.data.from == "running" && $0.data.to == "running" })
    }
  }

  @Test func `of many that end one action in different ways exactly one has the last word`()
    async throws
  {
    let action = try await action(in: try await context().id)
    _ = try await client.call(ActionUpdate.self, .init(actionId: action.id, status: .running))
    let clients = try (0..<32).map { _ in try home.connect() }
    let winners = try await withThrowingTaskGroup(of: Noun.Action?.self) { group in
      for (number, client) in clients.enumerated() {
        group.addTask {
          do {
            return try await client.call(
              ActionUpdate.self,
              .init(actionId: action.id, status: number % 2 == 0 ? .completed : .failed)
            ).action
          } catch let fault as Fault {
            #expect(fault.kind == .invalidState)
            return nil
          }
        }
      }
      return try await group.reduce(into: [Noun.Action?]()) { $0.append($1) }.compactMap { $0 }
    }
    #expect(winners.count == 1)
    let kept = try await client.call(ActionGet.self, .init(actionId: action.id)).action
    #expect(winners == [kept])
  }

  @Test func `an action that ran is failed by the next daemon`() async throws {
    let action = try await action(in: try await context().id)
    _ = try await client.call(ActionUpdate.self, .init(actionId: action.id, status: .running))
    home.daemon.close()
    let next = try TemporaryDaemon.open(home.folder, home.models)
    defer { next.close() }
    let other = try TestClient(next)
    let found = try await other.call(ActionGet.self, .init(actionId: action.id)).action
    #expect(found.status == .failed)
    #expect(found.result?.text.contains("the daemon stopped") == true)
  }

  @Test func `deleting a context ends its thread's turn first and answers when that has ended`()
    async throws
  {
    let context = try await context()
    let run = try client.send(
      TurnRun.self, TurnRequest(threadId: context.threadId, input: Content(trusted: "Hi")))
    await home.models.exchange(1).say(.text("Hel"))
    let delete = try client.send(ContextDelete.self, .init(contextId: context.id))
    let result = try await client.result(of: TurnRun.self, run)
    #expect(result.turn.status == .cancelled)
    _ = try await client.result(of: ContextDelete.self, delete)
    let answers = client.transcript
    #expect(answers.firstIndex(of: "answer \(run)")! < answers.firstIndex(of: "answer \(delete)")!)
    let refused = try await client.fault(
      "turn/run", #"{"threadId":"\#(context.threadId)","input":"Hi"}"#)
    #expect(refused.kind == .notFound)
    _ = try await client.call(ContextRestore.self, .init(contextId: context.id))
    let shown = try await client.call(
      ContextGet.self, .init(contextId: context.id, include: [.messages]))
    #expect(shown.messages?.map(\.content) == ["Hi", "Hel"])
  }

  @Test func `deleting a context's thread names the context and leaves its turn alone`()
    async throws
  {
    let context = try await context()
    let run = try client.send(
      TurnRun.self, TurnRequest(threadId: context.threadId, input: Content(trusted: "Hi")))
    let exchange = await home.models.exchange(1)
    let refused = try await client.fault(
      "thread/delete", #"{"threadId":"\#(context.threadId)"}"#)
    #expect(refused.kind == .invalidState)
    #expect(refused.message.contains("\(context.id)"))
    exchange.answer("Hello")
    #expect(try await client.result(of: TurnRun.self, run).turn.status == .completed)
  }

  @Test func `a context made and deleted in one breath is gone when it is listed`() async throws {
    let id: ContextID = IDSource().next()
    try client.send(ContextCreate.self, .init(id: id, status: .active))
    try client.send(ContextDelete.self, .init(contextId: id))
    let list = try client.send(ContextList.self, .init())
    let active = try client.send(ContextActive.self, NoParams())
    #expect(try await client.result(of: ContextList.self, list).data.isEmpty)
    #expect(try await client.result(of: ContextActive.self, active).context == nil)
  }

  @Test func `null where a status must stand, and members of the wrong shape, are named`()
    async throws
  {
    let context = try await context()
    func path(_ method: String, _ members: String) async throws -> String? {
      let fault = try await client.fault(
        method, #"{"contextId":"\#(context.id)",\#(members)}"#)
      #expect(fault.kind == .invalidParams)
      return fault.data.path
    }
    #expect(try await path("context/update", #""status":null"#) == "status")
    #expect(try await path("context/update", #""flow":{"friction":""}"#) == "flow.friction")
    #expect(try await path("context/update", #""flow":{"speed":"x"}"#) == "flow.speed")
    #expect(try await path("context/update", #""config":{"tooling":[1]}"#) == "config.tooling[0]")
    #expect(try await path("context/get", #""include":["turns"]"#) == "include[0]")
    #expect(
      try await path("action/create", #""type":"shell","payload":{}"#) == "type")
  }
}
