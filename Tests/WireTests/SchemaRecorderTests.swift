import JSON
import Testing
import Wire

struct SchemaRecorderTests {
  private struct Tricky: NamedPayload {
    static let typeName = "Tricky"
    static let fields = ["names": "Names by number.", "raw": "Anything.", "title": "A title."]

    enum Color: String, Codable, CaseIterable, Sendable {
      case red
      case blue = "bleu"
    }

    var names: [String: [Int]]
    var raw: RawJSON
    var grid: [[Color]]
    var title: Change<Title>
    var note: String
    var flag: Bool?
    var count: Int?
    var big: Int64?
    var ratio: Double?
    var text: String?
    var inner: Inner?
    var inners: [Inner]
  }

  private struct Inner: NamedPayload {
    static let typeName = "Inner"
    static let fields = ["at": "When."]

    var at: Timestamp
  }

  private static let inner = Schema.object(
    Schema.Object(
      name: "Inner",
      members: [
        Schema.Member(
          name: "at", schema: .string(format: "date-time"), isOptional: false, summary: "When.")
      ]))

  private func member(
    _ name: String, _ schema: Schema, optional: Bool = false, clearable: Bool = false,
    _ summary: String = ""
  ) -> Schema.Member {
    Schema.Member(
      name: name, schema: schema, isOptional: optional, isClearable: clearable, summary: summary)
  }

  @Test func `every member is recorded as it is declared`() throws {
    let members = [
      member("names", .map(.array(.integer())), "Names by number."),
      member("raw", .freeObject, "Anything."),
      member("grid", .array(.array(.choice(["red", "bleu"])))),
      member("title", Title.schema, optional: true, clearable: true, "A title."),
      member("note", .string()), member("flag", .boolean, optional: true),
      member("count", .integer(), optional: true), member("big", .integer(), optional: true),
      member("ratio", .number, optional: true), member("text", .string(), optional: true),
      member("inner", Self.inner, optional: true), member("inners", .array(Self.inner)),
    ]
    #expect(
      try Schema(of: Tricky.self) == .object(Schema.Object(name: "Tricky", members: members)))
  }

  @Test func `a type that describes itself is asked first`() throws {
    #expect(try Schema(of: PageLimit.self) == .integer(range: 1...200))
    #expect(try Schema(of: ThreadID.self) == .string(format: "uuid", minLength: 36, maxLength: 36))
    #expect(try Schema(of: FreeObject.self) == .freeObject)
    #expect(try Schema(of: Discover.Result.self) == .freeObject)
  }

  @Test func `an enum is its raw values`() throws {
    #expect(try Schema(of: OnDisconnect.self) == .choice(["continue", "cancel"]))
    #expect(try Schema(of: SortOrder.self) == .choice(["asc", "desc"]))
    #expect(try Schema(of: ThreadPurpose.self) == .choice(["edit"]))
  }

  @Test func `a payload without members says so`() throws {
    #expect(try Schema(of: NoParams.self) == .object(Schema.Object(name: nil, members: [])))
  }

  @Test func `what an update can clear is known from what it must have`() throws {
    guard case .object(let object) = try Schema(of: ThreadUpdate.Params.self) else {
      Issue.record("it is no object")
      return
    }
    #expect(
      object.members.filter(\.isClearable).map(\.name)
        == ["title", "model", "systemPrompt", "contextPolicy", "options", "purpose"])
    #expect(object.members.filter { !$0.isOptional }.map(\.name) == ["threadId"])
  }

  @Test func `what it cannot record is an error, not a wrong schema`() {
    struct Tuple: Codable {
      init(from decoder: any Decoder) throws { _ = try decoder.unkeyedContainer() }
      func encode(to encoder: any Encoder) throws {}
    }
    #expect(throws: Unrecordable.self) { try Schema(of: Tuple.self) }
  }
}
