import Client
import Testing

@testable import Commands

struct AnswerDemandsTests {
  private let script = "Here:\n```sh\nls\n```\n"

  @Test func `a whole block is given out, also of an answer that was cut behind it`() {
    let demands = AnswerDemands(block: .first)
    #expect(demands.judge(script, cut: nil) == .given("ls"))
    #expect(demands.judge(script + "and", cut: .lengthLimit) == .given("ls"))
    // Another may have come.
    #expect(
      AnswerDemands(block: .last).judge(script, cut: .lengthLimit)
        == .refused(AnswerCut.lengthLimit.sentence))
  }

  @Test(arguments: [FencedBlock.Choice.first, .last])
  func `half a block is not`(_ choice: FencedBlock.Choice) {
    let demands = AnswerDemands(block: choice)
    for (answer, cut) in [("words", nil), ("```\nrm", nil), ("```\nrm", .lengthLimit)]
      as [(String, AnswerCut?)]
    {
      guard case .refused = demands.judge(answer, cut: cut) else {
        Issue.record("\(answer)")
        continue
      }
    }
  }

  @Test func `JSON is given out when the schema allows it, of a block, too`() throws {
    let schema = try AnswerSchema(
      argument:
        #"{"type":"object","properties":{"colour":{"type":"string"}},"required":["colour"]}"#)
    let demands = AnswerDemands(schema: schema)
    #expect(demands.judge(#"{"colour":"red"}"#, cut: nil) == .given(#"{"colour":"red"}"#))
    guard case .refused(let reason) = demands.judge(#"{"colour":3}"#, cut: nil) else {
      return #expect(Bool(false))
    }
    #expect(reason.contains("colour: expected string, found number"))
    let fenced = "```json\n{\"colour\":\"red\"}\n```"
    guard case .refused(let advice) = demands.judge(fenced, cut: nil) else {
      return #expect(Bool(false))
    }
    #expect(advice.contains("-x extracts it"))
    #expect(
      AnswerDemands(block: .first, schema: schema).judge(fenced, cut: nil)
        == .given(#"{"colour":"red"}"#))
    #expect(demands.judge(#"{"colour":"re"#, cut: .lengthLimit) == .cut(.lengthLimit))
  }

  @Test(arguments: [
    ("length", AnswerCut.lengthLimit), ("outputLimit", .lengthLimit),
    ("content_filter", .contentFilter), ("incomplete", .unexplained),
    ("stop", nil), ("tool_calls", nil), (nil, nil),
  ])
  func `what cuts an answer is known by the finish reason`(_ reason: String?, _ cut: AnswerCut?) {
    #expect(AnswerCut(finishReason: reason) == cut)
  }
}
