import Testing
import Wire

@testable import Store

struct ActionsTests {
  let temporary: TemporaryStore

  init() throws {
    temporary = try TemporaryStore()
  }

  private var mine: OwnedStore { temporary.mine }

  private func list(
    _ context: ContextID, status: ActionStatus? = nil, type: ActionType? = nil, limit: Int = 50,
    after cursor: Cursor? = nil
  ) throws -> Page<Noun.Action> {
    try mine.read {
      try $0.actions(
        of: context, status: status, type: type, limit: PageLimit(limit) ?? .standard,
        cursor: cursor)
    }
  }

  @Test func `an action reads back as it was made, and moves with its times`() async throws {
    let context = try await temporary.context()
    let made = try await temporary.action(
      in: context.id, .modifyFiles, payload: .parsed(#"{"files":["a"]}"#))
    #expect(try mine.read { try $0.action(made.id) } == made)
    #expect(made.status == .pending && made.startedAt == nil)
    let running = try await temporary.move(made.id, to: .running)
    #expect(running.startedAt != nil && running.endedAt == nil)
    let done = try await temporary.move(made.id, to: .completed, result: .parsed(#"{"n":1.0}"#))
    #expect(done.startedAt == running.startedAt && done.endedAt != nil)
    #expect(done.result?.text == #"{"n":1.0}"#)
    #expect(done.payload == made.payload)
  }

  @Test(arguments: ActionType.allCases)
  func `every type of the protocol can be stored`(_ type: ActionType) async throws {
    let context = try await temporary.context()
    let made = try await temporary.action(in: context.id, type)
    #expect(made.type == type)
    #expect(try mine.read { try $0.action(made.id) } == made)
  }

  @Test func `every other move is refused with where it stands and where it was to go`()
    async throws
  {
    let legal: [ActionStatus: Set<ActionStatus>] = [
      .pending: [.running, .failed], .running: [.completed, .failed],
    ]
    let context = try await temporary.context()
    for from in ActionStatus.allCases {
      for to in ActionStatus.allCases {
        let action = try await temporary.action(in: context.id)
        if from != .pending { try await temporary.move(action.id, to: .running) }
        if from.isEnd { try await temporary.move(action.id, to: from) }
        let refusal = await fault { try await temporary.move(action.id, to: to) }
        if legal[from]?.contains(to) == true {
          #expect(refusal == nil, "\(from) to \(to)")
        } else {
          #expect(refusal?.kind == .invalidState, "\(from) to \(to)")
          #expect(refusal?.data.from == from.rawValue && refusal?.data.to == to.rawValue)
        }
      }
    }
  }

  @Test func `a result comes with an end only`() async throws {
    let context = try await temporary.context()
    let action = try await temporary.action(in: context.id)
    for status in [ActionStatus.pending, .running] {
      let refusal = await fault {
        try await temporary.move(action.id, to: status, result: .empty)
      }
      #expect(refusal?.kind == .invalidParams && refusal?.data.path == "result")
    }
    let declined = try await temporary.move(action.id, to: .failed, result: .empty)
    #expect(declined.result == .empty && declined.startedAt == nil)
  }

  @Test func `the same id with the same body is the same action as it is now`() async throws {
    let context = try await temporary.context()
    let id = temporary.ids.next(Noun.Action.self)
    try await temporary.action(in: context.id, id: id)
    let running = try await temporary.move(id, to: .running)
    #expect(try await temporary.action(in: context.id, id: id) == running)
    #expect(
      await kind { try await temporary.action(in: context.id, .modifyFiles, id: id) } == .conflict)
  }

  @Test func `lists are oldest first, filtered, and page without a repeat`() async throws {
    let context = try await temporary.context()
    let other = try await temporary.context()
    var made: [Noun.Action] = []
    for number in 0..<12 {
      made.append(
        try await temporary.action(in: context.id, number % 2 == 0 ? .deploy : .modifyFiles))
      try await temporary.action(in: other.id)
    }
    for number in [0, 1, 2] { try await temporary.move(made[number].id, to: .running) }
    var seen: [ActionID] = []
    var cursor: Cursor?
    repeat {
      let page = try list(context.id, limit: 5, after: cursor)
      seen += page.data.map(\.id)
      cursor = page.nextCursor
    } while cursor != nil
    #expect(seen == made.map(\.id))
    #expect(try list(context.id, status: .pending).data.map(\.id) == made[3...].map(\.id))
    #expect(
      try list(context.id, status: .running, type: .deploy).data.map(\.id)
        == [made[0].id, made[2].id])
    #expect(try list(context.id, type: .modifyFiles).data.count == 6)
    let first = try list(context.id, limit: 5).nextCursor
    #expect(await kind { _ = try list(other.id, after: first) } == .invalidParams)
  }

  @Test func `results are those of ended actions, the oldest first`() async throws {
    let context = try await temporary.context()
    var ended: [Noun.Action] = []
    for number in 1...5 {
      let action = try await temporary.action(in: context.id)
      try await temporary.action(in: context.id)
      if number > 1 { try await temporary.move(action.id, to: .running) }
      ended.append(
        try await temporary.move(
          action.id, to: number > 1 ? .completed : .failed,
          result: .parsed(#"{"n":\#(number)}"#)))
    }
    func page(_ cursor: Cursor? = nil) throws -> Page<ActionOutcome> {
      try mine.read {
        try $0.outcomes(of: context.id, limit: PageLimit(3) ?? .standard, cursor: cursor)
      }
    }
    let first = try page()
    let second = try page(first.nextCursor)
    #expect(first.data + second.data == ended.map(ActionOutcome.init))
    #expect(second.nextCursor == nil)
    #expect(first.data.map(\.result?.text) == [#"{"n":1}"#, #"{"n":2}"#, #"{"n":3}"#])
  }

  @Test func `what ran when the daemon stopped has failed, with the reason`() async throws {
    let context = try await temporary.context()
    let deleted = try await temporary.context()
    let (running, pending) = (
      try await temporary.action(in: context.id), try await temporary.action(in: context.id)
    )
    let hidden = try await temporary.action(in: deleted.id)
    for id in [running.id, hidden.id] { try await temporary.move(id, to: .running) }
    try await temporary.delete(deleted.id)
    let before = try temporary.number("SELECT change_seq FROM user") ?? 0
    #expect(try temporary.store.failRunningActions() == 2)
    #expect(try temporary.store.failRunningActions() == 0)
    let found = try mine.read { (try $0.action(running.id), try $0.action(hidden.id)) }
    for action in [found.0, found.1] {
      #expect(action.status == .failed)
      #expect(
        action.result?.text == #"{"error":"the daemon stopped while this action was running"}"#)
      #expect(action.startedAt != nil && action.endedAt != nil)
    }
    #expect(try mine.read { try $0.action(pending.id) } == pending)
    #expect(try temporary.number("SELECT change_seq FROM user") == before + 4)
    #expect(
      await kind { try await temporary.move(running.id, to: .completed) } == .invalidState)
  }
}
