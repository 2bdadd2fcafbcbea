import Testing
import Wire

@testable import Store

struct StoreUnfinishedTurnsTests {
  @Test func `what a dead daemon left is interrupted, with what was kept of it`() async throws {
    let temporary = try TemporaryStore()
    let (ended, thread) = try await temporary.opened(temporary.newTurn())
    _ = try await temporary.ended(temporary.end(ended.id, .completed, output: "Yarn."))
    let (running, _) = try await temporary.opened(temporary.newTurn(on: thread.id))
    let (queued, _) = try await temporary.opened(temporary.newTurn(on: thread.id, status: .queued))
    for part in ["A ", "len", "gth"] {
      try await temporary.mine.write {
        try $0.keepTurnText(running.id, text: part, reasoning: part.uppercased())
      }
    }
    #expect(try temporary.store.interruptUnfinishedTurns() == 2)
    let (first, second) = try temporary.mine.read {
      (try $0.turn(running.id), try $0.turn(queued.id))
    }
    #expect(first.status == .interrupted)
    #expect(first.output == "A length")
    #expect(first.reasoning == "A LENGTH")
    #expect(first.error?.fault == Fault.leftUnfinished(turn: running.id))
    #expect(second.status == .interrupted)
    #expect(second.input == "What is a skein?")
    #expect(second.output == nil)
    #expect(second.error?.message == "The daemon was stopped before the answer was complete.")
    #expect(try temporary.number("SELECT count(*) FROM turn_chunk") == 0)
    #expect(try temporary.store.interruptUnfinishedTurns() == 0)
    #expect(try temporary.mine.read { try $0.turn(ended.id) }.status == .completed)
  }
}
