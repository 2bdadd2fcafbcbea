import JSON
import Testing
import Wire

@testable import Reference

struct OpenRPCTests {
  private let document: Value

  init() throws {
    document = try Document(OpenRPC.document()).root
  }

  private func metaSchema() throws -> SchemaEvaluator {
    let jsonSchema = try Repository.fixture("json-schema-meta-schema.json")
    return SchemaEvaluator(
      try Repository.fixture("openrpc-meta-schema.json"),
      others: ["https://meta.json-schema.tools/": jsonSchema])
  }

  @Test func `the document is valid by the meta-schema of OpenRPC`() throws {
    #expect(try metaSchema().problems(in: document) == [])
  }

  @Test(arguments: [
    (#""paramStructure":"by-name""#, #""paramStructure":"by-whim""#),
    (#""name":"ping","#, #""nombre":"ping","#),
    (#""openrpc":"1.3.2""#, #""openrpc":"7""#),
    (#""type":"boolean""#, #""type":"bool""#),
  ])
  func `a broken document is not`(sound: String, broken: String) throws {
    let text = String(decoding: try OpenRPC.document(), as: UTF8.self)
    let changed = text.replacing(sound, with: broken, maxReplacements: 1)
    #expect(changed != text)
    #expect(try metaSchema().problems(in: Value(changed)) != [])
  }

  @Test func `every reference leads somewhere`() {
    let evaluator = SchemaEvaluator(document)
    let place = SchemaEvaluator.Place(schema: document, document: "")
    let references = Set(strings(under: "$ref", in: document))
    #expect(references.contains("#/components/schemas/Thread"))
    #expect(references.filter { evaluator.resolve($0, from: place) == nil } == [])
  }

  @Test func `it names every method and notification of the protocol`() throws {
    let catalogue = try Catalogue()
    #expect(names(document["methods"]) == catalogue.methods.map(\.name))
    #expect(names(document["x-notifications"]) == catalogue.notifications.map(\.name))
  }

  @Test func `it declares every kind of error with its code`() {
    let errors = document["components"]?["errors"]
    let codes = errors?.members.map { ErrorCode(name: $0.name, code: $0.value["code"]?.integer) }
    #expect(codes == Fault.Kind.allCases.map { ErrorCode(name: $0.rawValue, code: $0.code) })
  }

  @Test func `required params come before optional ones`() {
    for method in document["methods"].map({ Array($0.elements) }) ?? [] {
      let required = method["params"]?.elements.map { $0["required"]?.bool == true } ?? []
      #expect(required == required.sorted { $0 && !$1 })
    }
  }

  @Test func `it is the same each time`() throws {
    #expect(try OpenRPC.document() == OpenRPC.document())
  }

  private struct ErrorCode: Equatable {
    let name: String
    let code: Int?
  }

  private func names(_ list: Value?) -> [String] {
    list?.elements.compactMap { $0["name"]?.string } ?? []
  }

  private func strings(under name: String, in value: Value) -> [String] {
    value.members.flatMap { member, inner in
      (member == name ? inner.string.map { [$0] } ?? [] : []) + strings(under: name, in: inner)
    } + value.elements.flatMap { strings(under: name, in: $0) }
  }
}
