import JSON
import Testing
import Wire

@testable import Service

/// What another user owns does not exist, driven from the method list.
@Suite struct OwnershipTests {
  let home: TemporaryDaemon
  let mine: TestClient
  let stranger: TestClient

  init() throws {
    home = try TemporaryDaemon { exchange in exchange.answer("An answer.") }
    mine = try home.connect()
    stranger = try home.connectStranger()
  }

  @Test func `every method answers notFound to a stranger who names my ids`() async throws {
    let ran = try await mine.call(
      TurnRun.self, TurnRequest(input: Content(trusted: "What is a skein?")))
    let task = try await mine.call(
      TaskCreate.self, .init(title: TaskTitle(trusted: "Wind it"))
    ).task
    let made = try await mine.call(ContextCreate.self, .init(title: Title("Mine")))
    let action = try await mine.call(
      ActionCreate.self,
      .init(contextId: made.context.id, type: .deploy, payload: .empty)
    ).action
    let preview = try await mine.call(
      PreviewCreate.self, .init(contextId: made.context.id)
    ).preview
    let session = try await mine.call(SessionCreate.self, .init()).session
    let account = try await mine.call(
      AccountLink.self,
      .init(providerId: Label(trusted: "test"), accountId: Label(trusted: "default"))
    ).account
    let user = try await mine.call(UserGet.self, NoParams()).user
    let ids: [String: String] = [
      "sessionId": "\"\(session.id)\"",
      "accountId": "\"\(account.id)\"",
      "userId": "\"\(user.id)\"",
      "threadId": "\"\(try #require(ran.thread).id)\"",
      "copiesOf": "\"\(try #require(ran.thread).id)\"",
      "turnId": "\"\(ran.turn.id)\"",
      "messageId": "\"\(try #require(ran.messages.first?.id))\"",
      "taskId": "\"\(task.id)\"",
      "taskIds": "[\"\(task.id)\"]",
      "contextId": "\"\(made.context.id)\"",
      "actionId": "\"\(action.id)\"",
      "previewId": "\"\(preview.id)\"",
    ]
    // Their numbers name what is theirs.
    for noun in ["thread", "task", "context"] {
      let fault = try await stranger.fault("\(noun)/get", #"{"number":1}"#)
      #expect(fault.kind == .notFound, "\(noun)")
    }
    let byNumber = ["action/get", "preview/get"]
    for method in byNumber {
      let fault = try await stranger.fault(
        method, #"{"contextId":"\#(made.context.id)","number":1}"#)
      #expect(fault.kind == .notFound, "\(method)")
    }
    let before = try home.traces()
    var asked = 0
    for method in try MethodShape.all {
      for member in method.members {
        // What an account is called elsewhere is no id.
        guard let id = ids[member.name], method.name != "account/link" else { continue }
        // Beside an id of their own they take no context's.
        if member.name == "contextId", byNumber.contains(method.name) { continue }
        asked += 1
        let fault = try await stranger.fault(
          method.name, method.params(with: member.name, as: id))
        // To name a user is an operator's, whoever it is and whether it is there.
        let expected: Fault.Kind = member.name == "userId" ? .forbidden : .notFound
        #expect(fault.kind == expected, "\(method.name) \(member.name)")
      }
    }
    #expect(asked >= 38)
    #expect(try home.traces() == before)
  }

  @Test func `lists hold nothing of anybody else`() async throws {
    _ = try await mine.call(TurnRun.self, TurnRequest(input: Content(trusted: "Hi")))
    #expect(try await stranger.call(ThreadList.self, .init(includeDeleted: true)).data.isEmpty)
    #expect(try await stranger.call(TurnList.self, .init()).data.isEmpty)
    _ = try await mine.call(TaskCreate.self, .init(title: TaskTitle(trusted: "Wind it")))
    let tasks = TaskList.Params(includeDeleted: true, includeArchived: true)
    #expect(try await stranger.call(TaskList.self, tasks).data.isEmpty)
    #expect(try await stranger.call(TaskCounts.self, NoParams()).total == 0)
    _ = try await mine.call(ContextCreate.self, .init(status: .active))
    #expect(try await stranger.call(ContextList.self, .init(includeDeleted: true)).data.isEmpty)
    #expect(try await stranger.call(ContextActive.self, NoParams()).context == nil)
    _ = try await mine.call(SessionCreate.self, .init())
    #expect(try await stranger.call(SessionList.self, .init()).data.isEmpty)
    let accounts = try await stranger.call(AccountList.self, .init()).data
    #expect(accounts.map(\.accountId.text) == ["4242"])
    let document = try await stranger.call(UserExport.self, UserExport.Params()).document
    #expect(document.threads.isEmpty && document.tasks.isEmpty && document.sessions.isEmpty)
    #expect(try await stranger.call(Whoami.self, NoParams()).user.email == "uid4242@localhost")
  }

  @Test func `the same id may be a thread of mine and a thread of theirs`() async throws {
    let id: ThreadID = IDSource().next()
    let ours = try await mine.call(ThreadCreate.self, .init(id: id, title: Title("Mine"))).thread
    let theirs = try await stranger.call(
      ThreadCreate.self, .init(id: id, title: Title("Theirs"))
    ).thread
    #expect(ours.id == theirs.id)
    #expect(try await mine.call(ThreadGet.self, .init(threadId: id)).thread.title?.text == "Mine")
    #expect(
      try await stranger.call(ThreadGet.self, .init(threadId: id)).thread.title?.text == "Theirs")
  }

  @Test func `a stranger's turn with my turn's id is a turn of its own`() async throws {
    let id: TurnID = IDSource().next()
    let first = try await mine.call(
      TurnRun.self, TurnRequest(id: id, input: Content(trusted: "one")))
    let second = try await stranger.call(
      TurnRun.self, TurnRequest(id: id, input: Content(trusted: "two")))
    #expect(first.turn.input == "one")
    #expect(second.turn.input == "two")
  }

  @Test func `operators' methods are refused to others`() async throws {
    var operators = OperatorsMethods()
    api.forEach(&operators)
    #expect(operators.examples.count >= 10)
    for (name, example) in operators.examples {
      // Anybody may have a session of their own.
      let params =
        name == SessionCreate.name ? #"{"userId":"\#(IDSource().next() as UserID)"}"# : example
      let fault = try await stranger.fault(name, params)
      #expect(fault.kind == .forbidden, "\(name)")
    }
  }
}

/// Those that say they may answer `forbidden`, each with the params of its example.
private struct OperatorsMethods: MethodVisitor {
  var examples: [(name: String, params: String)] = []

  mutating func visit<M: Method>(_ method: M.Type) {
    guard M.faults.contains(.forbidden) else { return }
    do {
      let params = try Output.encode(M.example.params, nilMembers: .omitted)
      examples.append((M.name, String(decoding: params, as: UTF8.self)))
    } catch {
      Issue.record("\(M.name): \(error)")
    }
  }
}
