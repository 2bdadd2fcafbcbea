import JSON
import Testing
import Wire

struct DeletionParamsTests {
  private let id = "0199a3f2-7c1e-7d5a-9b0e-3f2a1c4d5e6f"

  @Test func `the id stands under its noun's own name, before how the thing is deleted`() throws {
    let thread = try #require(ThreadID(id))
    let soft = ThreadDelete.Params(threadId: thread)
    #expect(try encode(soft, nilMembers: .omitted) == #"{"threadId":"\#(id)"}"#)
    let hard = #"{"threadId":"\#(id)","permanent":true}"#
    #expect(try encode(ThreadDelete.Params(threadId: thread, permanent: true)) == hard)
    let decoded = try decode(ThreadDelete.Params.self, hard)
    #expect(decoded.id == thread)
    #expect(decoded.permanent == true)
    let unsaid = #"{"threadId":"\#(id)","permanent":null}"#
    #expect(try decode(ThreadDelete.Params.self, unsaid).permanent == nil)
  }

  @Test func `the reference has both members in their order`() throws {
    guard case .object(let object) = try Schema(of: ContextDelete.Params.self) else {
      Issue.record("it is no object")
      return
    }
    #expect(object.members.map(\.name) == ["contextId", "permanent"])
    #expect(object.members.map(\.isOptional) == [false, true])
    #expect(object.members.first?.summary == "The context to delete.")
  }

  @Test func `another noun's id is refused`() {
    #expect(throws: Mismatch.self) {
      try decode(ThreadDelete.Params.self, #"{"taskId":"\#(id)"}"#)
    }
  }
}
