import Testing
import Wire

@testable import Client

struct TurnTranscriptTests {
  private let sample = SampleTurn()

  private func delta(_ seq: Int, _ text: String) -> TurnDelta.Params {
    TurnDelta.Params(turnId: sample.id, seq: Sequence(seq), kind: .text, text: text)
  }

  private func snapshot(_ text: String, from: Int, through: Int) -> TurnWatch.Result {
    TurnWatch.Result(
      turn: Noun.Turn(
        id: sample.id, threadId: nil, status: .running, model: ModelName(trusted: "m"), input: nil,
        queuedAt: .now),
      text: text, reasoning: "", fromSeq: Sequence(from), seq: Sequence(through))
  }

  @Test func `a delta counts once`() {
    var transcript = TurnTranscript()
    #expect(transcript.take(delta(1, "a")) == "a")
    #expect(transcript.take(delta(1, "a")) == nil)
    #expect(transcript.take(delta(4, "bcd")) == "bcd")
    #expect(transcript.take(delta(3, "c")) == nil)
  }

  @Test func `a snapshot goes on where the deltas ended`() {
    var transcript = TurnTranscript()
    _ = transcript.take(delta(2, "ab"))
    #expect(transcript.take(snapshot("cd", from: 2, through: 4))?.text == "cd")
    #expect(transcript.seq == Sequence(4))
    #expect(transcript.take(delta(4, "d")) == nil)
  }

  @Test func `a snapshot of the whole adds only what was not said`() {
    var transcript = TurnTranscript()
    _ = transcript.take(delta(2, "é1"))
    #expect(transcript.take(snapshot("é12", from: 0, through: 3))?.text == "2")
    #expect(transcript.take(snapshot("é", from: 0, through: 3))?.text == "")
  }

  @Test func `text that turned out to be thought is taken back, and only that`() {
    var transcript = TurnTranscript()
    _ = transcript.take(delta(2, "It may be."))
    let whole = TurnWatch.Result(
      turn: snapshot("", from: 0, through: 0).turn, text: "It is, it is, it is.",
      reasoning: "It may be. Well.", fromSeq: Sequence(0), seq: Sequence(5))
    let addition = transcript.take(whole)
    #expect(addition?.isRevised == true)
    #expect(addition?.text == "It is, it is, it is." && addition?.reasoning == " Well.")
    #expect(transcript.take(delta(6, "!")) == "!")
    var turn = whole.turn
    (turn.output, turn.reasoning) = ("It is, it is, it is.!?", "It may be. Well.")
    let last = transcript.finish(with: turn)
    #expect(!last.isRevised && last.text == "?" && last.reasoning == "")
  }

  @Test func `the end alone may take text back`() {
    var transcript = TurnTranscript()
    _ = transcript.take(delta(1, "Hm."))
    var turn = snapshot("", from: 0, through: 0).turn
    (turn.output, turn.reasoning) = ("", "Hm.")
    #expect(transcript.finish(with: turn).isRevised)
    // A daemon that lost the last second has not thought it.
    var lost = TurnTranscript()
    _ = lost.take(delta(1, "One two"))
    turn.output = "One"
    #expect(!lost.finish(with: turn).isRevised)
  }

  @Test func `a snapshot that leaves a gap is refused`() {
    var transcript = TurnTranscript()
    _ = transcript.take(delta(2, "ab"))
    #expect(transcript.take(snapshot("d", from: 3, through: 4)) == nil)
    #expect(transcript.take(snapshot("b", from: 1, through: 2)) == nil)
  }

  @Test func `the ended turn adds what no delta said`() {
    var transcript = TurnTranscript()
    _ = transcript.take(delta(1, "one "))
    var turn = snapshot("", from: 0, through: 0).turn
    turn.output = "one two"
    #expect(transcript.finish(with: turn).text == "two")
    #expect(transcript.finish(with: turn).text == "")
  }
}
