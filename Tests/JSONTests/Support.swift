import JSON

/// The syntax error of a text; `nil` if it is JSON.
func refusal(_ bytes: [UInt8]) -> SyntaxError? {
  do {
    _ = try Document(bytes)
    return nil
  } catch {
    return error
  }
}

func refusal(_ text: String) -> SyntaxError? { refusal(Array(text.utf8)) }

func decode<T: Decodable>(
  _ type: T.Type = T.self, _ text: String, unknownMembers: UnknownMembers = .refuse
) throws -> T {
  try Document(Array(text.utf8)).root.decode(type, unknownMembers: unknownMembers)
}

/// The mismatch of a text with a type; `nil` if it decodes.
func mismatch<T: Decodable>(
  _ type: T.Type, _ text: String, unknownMembers: UnknownMembers = .refuse
) throws -> Mismatch? {
  do {
    _ = try decode(type, text, unknownMembers: unknownMembers)
    return nil
  } catch let mismatch as Mismatch {
    return mismatch
  }
}

func encode(_ value: some Encodable, nilMembers: NilMembers = .null) throws -> String {
  String(decoding: try Output.encode(value, nilMembers: nilMembers), as: UTF8.self)
}

/// SplitMix64: the same values on every machine.
struct SeededGenerator: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
