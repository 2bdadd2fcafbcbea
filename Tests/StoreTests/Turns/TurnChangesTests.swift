import Testing
import Wire

@testable import Store

struct TurnChangesTests {
  let temporary: TemporaryStore

  init() throws {
    temporary = try TemporaryStore()
  }

  private var mine: OwnedStore { temporary.mine }

  @Test func `a turn without a thread makes one, titled after its input`() async throws {
    var new = temporary.newTurn(input: "  What is\ta skein?\nAnd why?")
    new.threadModel = ModelName(trusted: "a/b")
    new.systemPrompt = SystemPrompt(trusted: "Be brief.")
    let (turn, thread) = try await temporary.opened(new)
    #expect(thread.id == new.newThreadId)
    #expect(thread.title?.text == "What is a skein?")
    #expect(thread.model?.text == "a/b")
    #expect(thread.systemPrompt?.text == "Be brief.")
    #expect(turn.threadId == thread.id)
    #expect(turn.status == .running)
    #expect(turn.startedAt != nil)
    #expect(try mine.read { try $0.question(of: turn.id) }.systemPrompt == nil)
  }

  @Test func `on an old thread the system prompt is the turn's alone`() async throws {
    let thread = try await temporary.thread("Wool")
    var new = temporary.newTurn(on: thread.id)
    new.systemPrompt = SystemPrompt(trusted: "Be brief.")
    let (turn, after) = try await temporary.opened(new)
    #expect(after == thread)
    #expect(try mine.read { try $0.question(of: turn.id) }.systemPrompt?.text == "Be brief.")
  }

  @Test func `a thread without a title gets one from its first input`() async throws {
    let thread = try await temporary.thread()
    let (_, after) = try await temporary.opened(temporary.newTurn(on: thread.id, input: "Why?"))
    #expect(after.title?.text == "Why?")
  }

  @Test func `the same id with the same body is the turn as it is now`() async throws {
    let new = temporary.newTurn()
    _ = try await temporary.opened(new)
    let ended = try await temporary.ended(temporary.end(new.id, .completed, output: "Yarn."))
    let again = try await mine.write { try $0.openTurn(new) }
    guard case .known(let known) = again else {
      Issue.record("a second turn was made")
      return
    }
    #expect(known == ended.turn)
    #expect(try temporary.number("SELECT count(*) FROM turn") == 1)
    var other = new
    other.fingerprint = Fingerprint([1])
    let body = other
    #expect(await kind { _ = try await mine.write { try $0.openTurn(body) } } == .conflict)
    try await mine.write { try $0.deleteThread(new.newThreadId, permanent: false) }
    #expect(await kind { _ = try await mine.write { try $0.openTurn(new) } } == .invalidState)
  }

  @Test func `a second turn to run on a thread is busy, a queued one is not`() async throws {
    let (first, thread) = try await temporary.opened(temporary.newTurn())
    let second = temporary.newTurn(on: thread.id)
    await #expect(throws: Fault.busy(turn: first.id)) {
      try await mine.write { _ = try $0.openTurn(second) }
    }
    let (queued, _) = try await temporary.opened(temporary.newTurn(on: thread.id, status: .queued))
    #expect(queued.startedAt == nil)
    await #expect(throws: Fault.busy(turn: first.id)) {
      try await mine.write { _ = try $0.startTurn(queued.id) }
    }
  }

  @Test func `a failed opening leaves no thread behind`() async throws {
    let new = temporary.newTurn(retryOf: temporary.ids.next())
    #expect(await kind { _ = try await temporary.opened(new) } == .notFound)
    #expect(try temporary.number("SELECT count(*) FROM thread") == 0)
    #expect(try temporary.number("SELECT change_seq FROM user") == 0)
  }

  @Test func `the next turn starts in the transaction that ends the one before`() async throws {
    let (first, thread) = try await temporary.opened(temporary.newTurn())
    let (next, _) = try await temporary.opened(temporary.newTurn(on: thread.id, status: .queued))
    let end = temporary.end(first.id, .completed, output: "Yarn.")
    let started = try await mine.write { changes in
      _ = try changes.endTurn(end)
      return try changes.startTurn(next.id)
    }
    #expect(started.status == .running)
    #expect(started.startedAt != nil)
  }

  @Test func `an ended turn neither starts nor says anything`() async throws {
    let (turn, _) = try await temporary.opened(temporary.newTurn())
    _ = try await temporary.ended(temporary.end(turn.id, .failed))
    #expect(await kind { _ = try await mine.write { try $0.startTurn(turn.id) } } == .invalidState)
    let late = await kind {
      try await mine.write { try $0.keepTurnText(turn.id, text: "late", reasoning: "") }
    }
    #expect(late == .invalidState)
  }

  @Test func `a retry names the turn it repeats`() async throws {
    let (first, thread) = try await temporary.opened(temporary.newTurn())
    _ = try await temporary.ended(temporary.end(first.id, .failed))
    let (second, _) = try await temporary.opened(
      temporary.newTurn(on: thread.id, retryOf: first.id))
    #expect(second.retryOf == first.id)
  }
}
