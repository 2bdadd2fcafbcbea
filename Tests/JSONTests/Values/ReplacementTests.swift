import JSON
import Testing

@Suite struct ReplacementTests {
  @Test func `left out keeps, a value sets`() throws {
    #expect(try decode(Update.self, #"{"id":"a"}"#) == Update(id: "a"))
    #expect(
      try decode(Update.self, #"{"id":"a","title":"t","isDone":false}"#)
        == Update(id: "a", title: .set("t"), isDone: .set(false)))
  }

  @Test func `null is a wrong value, and a wrong value has its path`() throws {
    #expect(
      try mismatch(Update.self, #"{"id":"a","title":null}"#)
        == Mismatch(path: "title", expected: "a string"))
    #expect(
      try mismatch(Update.self, #"{"id":"a","isDone":null}"#)
        == Mismatch(path: "isDone", expected: "true or false"))
    #expect(
      try mismatch(Update.self, #"{"id":"a","isDone":1}"#)
        == Mismatch(path: "isDone", expected: "true or false"))
  }

  @Test(arguments: [NilMembers.null, .omitted])
  func `it is written as it was read, whatever nil members do`(_ mode: NilMembers) throws {
    #expect(try encode(Update(id: "a"), nilMembers: mode) == #"{"id":"a"}"#)
    #expect(
      try encode(Update(id: "a", isDone: .set(true)), nilMembers: mode)
        == #"{"id":"a","isDone":true}"#)
  }
}

private struct Update: Codable, Equatable {
  var id: String
  var title: Replacement<String> = .keep
  var isDone: Replacement<Bool> = .keep
}
