import JSON
import Testing
import Wire

@testable import Store

extension TemporaryStore {
  @discardableResult
  func thread(
    _ title: String? = nil, id: ThreadID? = nil, in owned: OwnedStore? = nil
  ) async throws -> Noun.Thread {
    let params = ThreadCreate.Params(id: id, title: title.map(Title.init(trusted:)))
    return try await (owned ?? mine).write { [ids] in
      try $0.createThread(params, made: ids.next())
    }
  }

  @discardableResult
  func message(
    _ content: String, to thread: ThreadID, id: MessageID? = nil, role: Noun.Role = .user,
    metadata: FreeObject? = nil
  ) async throws -> Noun.Message {
    let params = MessageAppend.Params(
      threadId: thread, id: id, role: role, content: Content(trusted: content), metadata: metadata)
    return try await mine.write { [ids] in try $0.appendMessage(params, made: ids.next()) }
  }

  func newTurn(
    on thread: ThreadID? = nil, id: TurnID? = nil, input: String = "What is a skein?",
    status: TurnStatus = .running, body: String = "body", retryOf: TurnID? = nil
  ) -> NewTurn {
    NewTurn(
      id: id ?? ids.next(), threadId: thread, newThreadId: ids.next(),
      input: Content(trusted: input), model: ModelName(trusted: "local/smollm2"), status: status,
      fingerprint: Fingerprint(Array(body.utf8)), retryOf: retryOf)
  }

  func end(
    _ turn: TurnID, _ status: TurnStatus, output: String = "", error: Fault? = nil
  ) -> TurnEnd {
    TurnEnd(
      id: turn, status: status, output: output, error: error, attempts: 1,
      userMessageID: ids.next(), assistantMessageID: ids.next())
  }

  /// A turn in a new or an existing thread, opened.
  func opened(_ new: NewTurn) async throws -> (turn: Noun.Turn, thread: Noun.Thread) {
    let opening = try await mine.write { try $0.openTurn(new) }
    guard case .new(let turn, let thread) = opening else {
      throw Fault.internal(requestId: "the turn was known")
    }
    return (turn, thread)
  }

  func ended(_ end: TurnEnd) async throws -> EndedTurn {
    try await mine.write { try $0.endTurn(end) }
  }
}

extension FreeObject {
  static func parsed(_ text: String) throws -> FreeObject {
    try #require(FreeObject(try RawJSON(parsing: text)))
  }
}

/// The kind of the fault that a call throws.
func kind(of call: () async throws -> Void) async -> Fault.Kind? {
  do {
    try await call()
    return nil
  } catch {
    return (error as? Fault)?.kind
  }
}

extension TemporaryStore {
  @discardableResult
  func task(
    _ title: String, description: String? = nil, on thread: ThreadID? = nil, id: TaskID? = nil,
    in owned: OwnedStore? = nil
  ) async throws -> Noun.Task {
    let params = TaskCreate.Params(
      id: id, title: TaskTitle(trusted: title),
      description: description.map(TaskDescription.init(trusted:)), threadId: thread)
    return try await (owned ?? mine).write { [ids] in
      try $0.createTask(params, made: ids.next())
    }
  }

  @discardableResult
  func complete(_ task: TaskID) async throws -> Noun.Task {
    try await mine.write { try $0.updateTask(.init(taskId: task, completed: .set(true))) }
  }

  func archive(_ tasks: TaskID...) async throws {
    _ = try await mine.write { try $0.archiveTasks(.init(taskIds: tasks)) }
  }
}
