import JSON

func decode<T: Decodable>(_ type: T.Type = T.self, _ text: String) throws -> T {
  try Document(Array(text.utf8)).root.decode(type)
}

/// The error of decoding a text as a type; `nil` when there is none.
func refusal<T: Decodable>(_ type: T.Type, _ text: String) throws -> String? {
  do {
    _ = try decode(type, text)
    return nil
  } catch let mismatch as Mismatch {
    return mismatch.description
  }
}

func encode(_ value: some Encodable, nilMembers: NilMembers = .null) throws -> String {
  text(try Output.encode(value, nilMembers: nilMembers))
}

func text(_ bytes: [UInt8]) -> String {
  String(decoding: bytes, as: UTF8.self)
}

func quoted(_ text: String) -> String {
  var bytes: [UInt8] = []
  Output.quote(text, into: &bytes)
  return String(decoding: bytes, as: UTF8.self)
}
