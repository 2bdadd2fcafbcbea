import Testing
import Wire

@testable import Store

struct TurnEndingTests {
  let temporary: TemporaryStore

  init() throws {
    temporary = try TemporaryStore()
  }

  private var mine: OwnedStore { temporary.mine }

  private func chunks() throws -> Int? { try temporary.number("SELECT count(*) FROM turn_chunk") }

  @Test func `a completed turn writes its pair with consecutive sequences`() async throws {
    let (turn, thread) = try await temporary.opened(temporary.newTurn(input: "Why?"))
    try await temporary.message("meanwhile", to: thread.id)
    try await mine.write { try $0.keepTurnText(turn.id, text: "Bec", reasoning: "") }
    var end = temporary.end(turn.id, .completed, output: "Because.")
    end.reasoning = "Hm."
    end.finishReason = "stop"
    (end.promptTokens, end.completionTokens, end.totalTokens, end.reasoningTokens) = (5, 2, 7, 1)
    (end.firstTokenMs, end.totalMs) = (10, 20)
    let ended = try await temporary.ended(end)
    #expect(ended.messages.map(\.sequence) == [Sequence(2), Sequence(3)])
    #expect(ended.messages.map(\.role) == [.user, .assistant])
    #expect(ended.messages.map(\.content) == ["Why?", "Because."])
    #expect(ended.messages.map(\.totalTokens) == [nil, 7])
    #expect(ended.messages.allSatisfy { $0.turnId == turn.id })
    #expect(ended.thread.messageCount == 3)
    #expect(ended.turn.status == .completed)
    #expect(ended.turn.reasoning == "Hm.")
    #expect(ended.turn.finishReason == "stop")
    #expect(ended.turn.promptTokens == 5)
    #expect(ended.turn.reasoningTokens == 1)
    #expect(ended.turn.endedAt != nil)
    #expect(try chunks() == 0)
  }

  /// Both are written when the turn ends; what was asked is not dated by how long the answer took.
  @Test func `a question is dated when its turn started, its answer when it ended`() async throws {
    let (turn, thread) = try await temporary.opened(temporary.newTurn())
    try await temporary.message("meanwhile", to: thread.id)
    let ended = try await temporary.ended(temporary.end(turn.id, .completed, output: "Because."))
    #expect(ended.messages.first?.createdAt == turn.startedAt)
    #expect(ended.messages.last?.createdAt == ended.turn.endedAt)
    #expect(turn.startedAt != ended.turn.endedAt)
    let kept = try mine.read {
      try $0.messages(
        of: thread.id, afterSequence: Sequence(1), limit: PageLimit(trusted: 50), cursor: nil,
        order: .ascending)
    }
    #expect(kept.data.map(\.createdAt) == ended.messages.map(\.createdAt))
  }

  @Test func `an answer of no words is a pair all the same`() async throws {
    let (turn, _) = try await temporary.opened(temporary.newTurn())
    let ended = try await temporary.ended(temporary.end(turn.id, .completed))
    #expect(ended.messages.map(\.content) == ["What is a skein?", ""])
    #expect(ended.turn.output == "")
  }

  @Test func `what a cancelled turn had said is kept as a pair`() async throws {
    let (turn, _) = try await temporary.opened(temporary.newTurn())
    var end = temporary.end(turn.id, .cancelled, output: "A len")
    end.finishReason = "cancelled"
    let ended = try await temporary.ended(end)
    #expect(ended.messages.count == 2)
    #expect(ended.turn.finishReason == "cancelled")
    #expect(ended.turn.output == "A len")
  }

  @Test(arguments: [TurnStatus.running, .queued])
  func `a turn cancelled before a word keeps its input and writes nothing`(
    from status: TurnStatus
  ) async throws {
    let (turn, thread) = try await temporary.opened(temporary.newTurn(status: status))
    let ended = try await temporary.ended(temporary.end(turn.id, .cancelled))
    #expect(ended.messages.isEmpty)
    #expect(ended.turn.input == "What is a skein?")
    #expect(ended.turn.output == nil)
    #expect(ended.thread == thread)
  }

  @Test(arguments: [TurnStatus.failed, .interrupted])
  func `what a failed turn had said stays on the turn`(as status: TurnStatus) async throws {
    let (turn, thread) = try await temporary.opened(temporary.newTurn())
    try await mine.write { try $0.keepTurnText(turn.id, text: "A len", reasoning: "") }
    var details = Fault.ProviderDetails(provider: "local", failureClass: .network)
    details.turn = turn.id
    let fault = Fault.provider("The connection broke.\u{0}", details)
    let ended = try await temporary.ended(
      temporary.end(turn.id, status, output: "A length", error: fault))
    #expect(ended.messages.isEmpty)
    #expect(ended.turn.input == "What is a skein?")
    #expect(ended.turn.output == "A length")
    #expect(ended.turn.error?.message == "The connection broke.\u{FFFD}")
    #expect(ended.turn.error?.data == fault.data)
    #expect(ended.thread == thread)
    #expect(try chunks() == 0)
  }

  @Test func `a turn ends once, and not as completed before it ran`() async throws {
    let (turn, _) = try await temporary.opened(temporary.newTurn(status: .queued))
    let tooEarly = temporary.end(turn.id, .completed, output: "Yarn.")
    #expect(await kind { _ = try await temporary.ended(tooEarly) } == .invalidState)
    _ = try await temporary.ended(temporary.end(turn.id, .cancelled))
    for status in TurnStatus.allCases {
      let again = temporary.end(turn.id, status)
      #expect(await kind { _ = try await temporary.ended(again) } == .invalidState)
    }
  }

  @Test func `a pair that can't be written whole is not written at all`() async throws {
    let (turn, thread) = try await temporary.opened(temporary.newTurn())
    let tooLong = String(repeating: "x", count: Limits.replyBytes + 1)
    let end = temporary.end(turn.id, .completed, output: tooLong)
    await #expect(throws: (any Error).self) { try await temporary.ended(end) }
    #expect(try mine.read { try $0.thread(thread.id) }.messageCount == 0)
    #expect(try mine.read { try $0.turn(turn.id) }.status == .running)
  }
}
