import JSON
import Testing

@Suite struct ChangeTests {
  @Test func `left out keeps, null clears, a value sets`() throws {
    #expect(try decode(Update.self, #"{"id":"a"}"#) == Update(id: "a"))
    #expect(
      try decode(Update.self, #"{"id":"a","title":null,"flow":null,"extra":null}"#)
        == Update(id: "a", title: .clear, flow: .clear, extra: .clear))
    #expect(
      try decode(Update.self, #"{"id":"a","title":"t","flow":{"x":1},"extra":{"k":[1]}}"#)
        == Update(
          id: "a", title: .set("t"), flow: .set(Flow(x: 1)),
          extra: .set(RawJSON(trusting: #"{"k":[1]}"#))))
  }

  @Test func `a wrong value has its path`() throws {
    #expect(
      try mismatch(Update.self, #"{"id":"a","flow":{"x":"1"}}"#)
        == Mismatch(path: "flow.x", expected: "an integer"))
    #expect(
      try mismatch(Update.self, #"{"id":"a","title":1}"#)
        == Mismatch(path: "title", expected: "a string"))
    #expect(
      try mismatch(Update.self, #"{"titel":"t"}"#)
        == Mismatch(path: "titel", expected: "no such member"))
  }

  @Test(arguments: [NilMembers.null, .omitted])
  func `it is written as it was read, whatever nil members do`(_ mode: NilMembers) throws {
    #expect(try encode(Update(id: "a"), nilMembers: mode) == #"{"id":"a"}"#)
    #expect(
      try encode(Update(id: "a", title: .clear, flow: .set(Flow(x: 1))), nilMembers: mode)
        == #"{"id":"a","title":null,"flow":{"x":1}}"#)
  }
}

private struct Flow: Codable, Sendable, Equatable { var x: Int }

private struct Update: Codable, Equatable {
  var id: String
  var title: Change<String> = .keep
  var flow: Change<Flow> = .keep
  var extra: Change<RawJSON> = .keep
}
