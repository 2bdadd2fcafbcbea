import Testing
import Wire

struct TypedNameTests {
  @Test(arguments: [
    ("1", 1), ("12", 12), (" 12 ", 12), ("9007199254740991", 9_007_199_254_740_991),
  ])
  func `digits are a number`(text: String, number: Int) {
    #expect(TypedName(text)?.number?.number == number)
  }

  @Test(arguments: ["0", "012", "1a", "-1", "1.0", "１", "9007199254740992", "99999999999999999999"])
  func `what is not written as a number, or is too large for one, is none`(text: String) {
    #expect(TypedName(text)?.number == nil)
  }

  @Test func `the beginning of an id is all ids from the first to the last that begin so`() throws {
    let ids = try #require(TypedName("0199A3F2-7c")?.ids(of: Noun.Thread.self))
    #expect("\(ids.first)" == "0199a3f2-7c00-0000-0000-000000000000")
    #expect("\(ids.last)" == "0199a3f2-7cff-ffff-ffff-ffffffffffff")
    let whole = try #require(
      TypedName("0199a3f2-7c1e-7d5a-9b0e-3f2a1c4d5e6f")?.ids(of: Noun.Thread.self))
    #expect(whole.first == whole.last)
  }

  @Test(arguments: [
    "1", "0", "0199", "1234567", "wool", "０１９９", "0199a3f27c1e7d5a9b0e3f2a1c4d5e6f0", "---",
  ])
  func `what may be mistyped, or is no such thing, begins no id`(text: String) {
    #expect(TypedName(text)?.ids(of: Noun.Thread.self) == nil)
  }

  @Test(arguments: ["12345678", "01234567", "0199a", "c"])
  func `eight digits, or any with a letter among them, begin one`(text: String) {
    #expect(TypedName(text)?.ids(of: Noun.Task.self) != nil)
  }

  @Test func `one thing is asked for by its id or its number, never both or neither`() throws {
    let id: ThreadID = IDSource().next()
    let number = PositiveCount(trusted: 12)
    #expect(try ThreadGet.Params(threadId: id).which() == .id(id))
    #expect(try ThreadGet.Params(number: number).which() == .number(number))
    var params = ThreadGet.Params(threadId: id)
    params.number = number
    #expect(throws: Fault.self) { try params.which() }
    params.threadId = nil
    params.number = nil
    let fault = #expect(throws: Fault.self) { try params.which() }
    #expect(fault?.data.path == "threadId")
  }

  @Test func `a number within a context needs the context`() throws {
    let context: ContextID = IDSource().next()
    let number = PositiveCount(trusted: 1)
    var params = ActionGet.Params(contextId: context, number: number)
    #expect(try params.which() == .number(number, within: context))
    params.contextId = nil
    #expect(throws: Fault.self) { try params.which() }
    params.actionId = IDSource().next()
    #expect(throws: Fault.self) { try params.which() }
    params.number = nil
    #expect(try params.which() == .id(try #require(params.actionId)))
    params.contextId = context
    #expect(throws: Fault.self) { try params.which() }
  }
}
