import Testing
import Turns
import Wire

/// The output of a turn after any of its deltas.
@Suite struct ScriptTests {
  let turn: TurnID = IDSource().next()
  let script: Script = {
    var script = Script()
    _ = script.append("Hm, ", as: .reasoning)
    _ = script.append("wö", as: .text)
    _ = script.append("well.", as: .reasoning)
    _ = script.append("rld 🌊", as: .text)
    return script
  }()

  @Test func `deltas of text and reasoning are numbered together`() {
    #expect(script.seq == Sequence(4))
    #expect(script.text == "wörld 🌊")
    #expect(script.reasoning == "Hm, well.")
  }

  @Test(arguments: [
    (0, 0, "wörld 🌊", "Hm, well."), (1, 1, "wörld 🌊", "well."), (2, 2, "rld 🌊", "well."),
    (3, 3, "rld 🌊", ""), (4, 4, "", ""), (5, 0, "wörld 🌊", "Hm, well."),
  ])
  func `the rest after a delta is what came after it, and after none the whole`(
    _ after: Int, _ from: Int, _ text: String, _ reasoning: String
  ) {
    let rest = script.rest(after: Sequence(after))
    #expect(rest.from == Sequence(from))
    #expect(rest.text == text)
    #expect(rest.reasoning == reasoning)
  }

  @Test func `text that becomes reasoning is read again by all, and the numbers continue`() {
    var script = Script()
    for text in ["It ", "may ", "be."] { _ = script.append(text, as: .text) }
    script.countTextAsReasoning()
    #expect(script.text == "" && script.reasoning == "It may be.")
    #expect(script.seq == Sequence(3) && script.revisedSeq == Sequence(3))
    #expect(
      script.joined(of: turn) == [
        .init(turnId: turn, seq: Sequence(3), kind: .reasoning, text: "It may be.")
      ])
    #expect(script.append("Yes.", as: .text) == Sequence(4))
    for after in 0...3 {
      let rest = script.rest(after: Sequence(after))
      #expect(rest.from == Sequence(0) && rest.text == "Yes." && rest.reasoning == "It may be.")
    }
    #expect(script.rest(after: Sequence(4)).text == "")
    #expect(
      script.joined(of: turn) == [
        .init(turnId: turn, seq: Sequence(3), kind: .reasoning, text: "It may be."),
        .init(turnId: turn, seq: Sequence(4), kind: .text, text: "Yes."),
      ])
    script.countReasoningAsText()
    #expect(script.text == "It may be.Yes." && script.reasoning == "")
    #expect(script.revisedSeq == Sequence(4) && script.rest(after: Sequence(4)).from == Sequence(0))
    #expect(script.joined(of: turn).map(\.seq) == [Sequence(4)])
    var empty = Script()
    empty.countTextAsReasoning()
    #expect(empty.seq == Sequence(0) && empty.reasoning == "")
  }

  @Test func `joined, text and reasoning are one delta each, with its last number`() {
    #expect(
      script.joined(of: turn) == [
        .init(turnId: turn, seq: Sequence(3), kind: .reasoning, text: "Hm, well."),
        .init(turnId: turn, seq: Sequence(4), kind: .text, text: "wörld 🌊"),
      ])
    #expect(Script().joined(of: turn).isEmpty)
  }
}
