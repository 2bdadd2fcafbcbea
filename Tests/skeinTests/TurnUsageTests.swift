import Testing
import Wire

@testable import Commands

struct TurnUsageTests {
  private var turn: Noun.Turn {
    Noun.Turn(
      id: IDSource().next(), threadId: nil, status: .completed,
      model: ModelName(trusted: "local/small"), input: nil, queuedAt: .now)
  }

  @Test func `what the provider told is said, and nothing else`() {
    var turn = turn
    #expect(TurnUsage.text(of: turn) == "local/small: tokens not told by the provider")
    (turn.promptTokens, turn.completionTokens, turn.reasoningTokens) = (7, 5, 0)
    (turn.totalMs, turn.firstTokenMs) = (1249, 80)
    #expect(
      TurnUsage.text(of: turn)
        == "local/small: 7 tokens in, 5 out, 1.2 s, first token after 80 ms")
    (turn.reasoningTokens, turn.cost, turn.firstTokenMs) = (3, 0.00123, nil)
    #expect(
      TurnUsage.text(of: turn)
        == "local/small: 7 tokens in, 5 out (3 reasoning), 1.2 s, cost 0.0012")
  }
}
