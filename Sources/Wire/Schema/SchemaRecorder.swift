import JSON

extension Schema {
  /// Finds the schema of a type: decodes it once without input and records what it tries to decode.
  package init<T: Decodable>(of type: T.Type) throws {
    self = try Recorder.record(type).schema
  }
}

/// Thrown for a type that decodes in a way that no declaration here uses (unkeyed or nested
/// containers by hand).
package struct Unrecordable: Error {
  package let type: String
}

/// A decoder that records what is decoded instead of reading input.
final class Recorder: Decoder {
  var codingPath: [any CodingKey] { [] }
  var userInfo: [CodingUserInfoKey: Any] { [:] }

  private var members: [Schema.Member] = []
  private var single: Schema?
  /// The last member whose presence was tested, which `Change` and `Replacement` do.
  private var omissible: String?
  /// The last member that was tested for null, which only `Change` does.
  private var clearable: String?
  private let summaries: [String: String]
  private let name: String?

  private init(summaries: [String: String], name: String?) {
    self.summaries = summaries
    self.name = name
  }

  static func record<T: Decodable>(_ type: T.Type) throws -> (schema: Schema, value: T) {
    if let (schema, value) = known(type) { return (schema, value) }
    if let described = type as? any Described.Type { return try specimen(described, as: type) }
    if let container = type as? any RecordedContainer.Type {
      return try same(try container.record(), as: type)
    }
    if let choice = type as? any (CaseIterable & RawRepresentable & Decodable).Type {
      return try same(cases(of: choice), as: type)
    }
    let payload = type as? any Payload.Type
    let recorder = Recorder(
      summaries: payload?.fields ?? [:], name: (type as? any NamedPayload.Type)?.typeName)
    let value = try T(from: recorder)
    return (recorder.schema, value)
  }

  var schema: Schema {
    single ?? .object(Schema.Object(name: name, members: members))
  }

  func container<Key: CodingKey>(keyedBy: Key.Type) -> KeyedDecodingContainer<Key> {
    KeyedDecodingContainer(RecordedMembers(recorder: self))
  }

  func unkeyedContainer() throws -> any UnkeyedDecodingContainer {
    throw Unrecordable(type: "an unkeyed container")
  }

  func singleValueContainer() -> any SingleValueDecodingContainer {
    RecordedValue(recorder: self)
  }

  func note(_ name: String, _ schema: Schema, isOptional: Bool) {
    let isOmissible = omissible == name
    let isClearable = clearable == name
    (omissible, clearable) = (nil, nil)
    members.append(
      Schema.Member(
        name: name, schema: schema, isOptional: isOptional || isOmissible,
        isClearable: isClearable, refusesNull: isOmissible && !isClearable,
        summary: summaries[name] ?? ""))
  }

  /// Records that the next member can be left out.
  func noteOmissible(_ name: String) {
    omissible = name
  }

  /// Records that the next member can be cleared.
  func noteClearable(_ name: String) {
    clearable = name
  }

  func note(_ schema: Schema) {
    single = schema
  }
}

/// A generic container whose `Codable` conformance hides its element: it records itself instead.
private protocol RecordedContainer {
  static func record() throws -> (schema: Schema, value: Any)
}

extension Array: RecordedContainer where Element: Decodable {
  fileprivate static func record() throws -> (schema: Schema, value: Any) {
    (.array(try Recorder.record(Element.self).schema), [Element]())
  }
}

extension Dictionary: RecordedContainer where Key == String, Value: Decodable {
  fileprivate static func record() throws -> (schema: Schema, value: Any) {
    (.map(try Recorder.record(Value.self).schema), [String: Value]())
  }
}

private func known<T>(_ type: T.Type) -> (Schema, T)? {
  let pairs: [(schema: Schema, value: Any)] = [
    (.string(), ""), (.boolean, false), (.integer(), 0), (.integer(), Int64(0)), (.number, 0.0),
    (.freeObject, RawJSON.emptyObject),
  ]
  for (schema, value) in pairs {
    if let value = value as? T { return (schema, value) }
  }
  return nil
}

private func specimen<D: Described, T>(_ type: D.Type, as: T.Type) throws -> (Schema, T) {
  try same((D.schema, D.specimen), as: T.self)
}

private func cases<C: CaseIterable & RawRepresentable>(of type: C.Type) throws -> (Schema, Any) {
  let values = Array(C.allCases)
  guard let first = values.first, let names = values.map(\.rawValue) as? [String] else {
    throw Unrecordable(type: "\(C.self)")
  }
  return (.choice(names), first)
}

private func same<T>(_ found: (schema: Schema, value: Any), as: T.Type) throws -> (Schema, T) {
  guard let value = found.value as? T else { throw Unrecordable(type: "\(T.self)") }
  return (found.schema, value)
}
