import Testing
import Wire

@testable import Reference

struct TypeWordsTests {
  @Test(arguments: [
    (Schema.string(), "string"),
    (.string(format: "uuid", minLength: 36, maxLength: 36), "UUID"),
    (.string(format: "date-time"), "time"),
    (.string(minLength: 1, maxLength: 60), "string of 1 to 60 characters"),
    (.string(minLength: 1, maxLength: 8 << 20), "string that is not empty"),
    (.integer(), "integer"),
    (.integer(range: 1...200), "integer from 1 to 200"),
    (.integer(range: 0...((1 << 53) - 1)), "integer of 0 or more"),
    (.choice(["asc", "desc"]), "asc or desc"),
    (.choice(["a", "b", "c"]), "one of a, b, c"),
    (.array(.string(format: "uuid")), "array of UUIDs"),
    (.map(.number), "object, each member number"),
    (.freeObject, "object of any members"),
    (.object(Schema.Object(name: "Thread", members: [])), "Thread"),
  ])
  func `a type is said in a few words`(schema: Schema, words: String) {
    #expect(schema.words == words)
  }

  @Test func `whether a member may be missing is said from the reader's side`() {
    let member = Schema.Member(name: "a", schema: .boolean, isOptional: true, summary: "")
    #expect(member.words(.params) == "boolean; optional")
    #expect(member.words(.sent) == "boolean, or null")
    let clearable = Schema.Member(
      name: "a", schema: .boolean, isOptional: true, isClearable: true, summary: "")
    #expect(clearable.words(.params) == "boolean, or null; optional")
  }
}
