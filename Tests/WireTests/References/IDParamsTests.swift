import JSON
import Testing
import Wire

struct IDParamsTests {
  private let id = "0199a3f2-7c1e-7d5a-9b0e-3f2a1c4d5e6f"

  @Test func `the id stands under its noun's own name`() throws {
    let params = TaskRestore.Params(id: try #require(TaskID(id)))
    #expect(try encode(params) == #"{"taskId":"\#(id)"}"#)
    #expect(try decode(TaskRestore.Params.self, #"{"taskId":"\#(id)"}"#).id == params.id)
    #expect(TaskRestore.Params.fields == ["taskId": TaskRestore.idSummary])
  }

  @Test func `every other member is refused, another noun's id too`() throws {
    for wrong in [#""threadId":"\#(id)""#, #""permanent":true"#, #""id":"\#(id)""#] {
      let params = #"{"taskId":"\#(id)",\#(wrong)}"#
      #expect(throws: Mismatch.self) { try decode(TaskRestore.Params.self, params) }
    }
    #expect(throws: Mismatch.self) { try decode(TaskRestore.Params.self, "{}") }
  }
}
