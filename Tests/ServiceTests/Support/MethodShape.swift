import JSON
import Wire

/// What a test must know about a method to call it with wrong params.
struct MethodShape: Sendable {
  let name: String
  let members: [Schema.Member]
  /// The faults that it may answer, as declared; without failures that no test can cause.
  let faults: Set<Fault.Kind>
  /// The params of the example: a valid call.
  let example: Value

  static var all: [MethodShape] {
    get throws {
      var collector = Collector()
      api.forEach(&collector)
      return try collector.methods.map { try $0.get() }
    }
  }

  /// The example with one member replaced by a token.
  func params(with name: String, as token: String) -> String {
    var members = exampleMembers
    members[name] = RawJSON(trusting: token)
    return RawJSON(object: members).text
  }

  func params(without name: String) -> String {
    var members = exampleMembers
    members[name] = nil
    return RawJSON(object: members).text
  }

  private var exampleMembers: [String: RawJSON] {
    var members: [String: RawJSON] = [:]
    for (name, value) in example.members {
      members[name] = RawJSON(trusting: String(decoding: value.token, as: UTF8.self))
    }
    return members
  }

  private struct Collector: MethodVisitor {
    var methods: [Result<MethodShape, any Error>] = []

    mutating func visit<M: Method>(_ method: M.Type) {
      methods.append(
        Result {
          let schema = try Schema(of: M.Params.self)
          let bytes = try Output.encode(M.example.params, nilMembers: .omitted)
          let members: [Schema.Member] =
            if case .object(let object) = schema { object.members } else { [] }
          return MethodShape(
            name: M.name, members: members,
            faults: Set(M.faults + Fault.Kind.common).subtracting([.internal]),
            example: try Document(bytes).root)
        })
    }
  }
}

extension Schema {
  /// Tokens of every JSON type except this one.
  var wrongValues: [String] {
    let tokens = [
      "boolean": "true", "number": "1.5", "string": "\"no such value\"", "array": "[]",
      "object": "{}",
    ]
    let own =
      switch self {
      // A text that is not one of the choices, or not an id, is wrong, too.
      case .string(let format, _, _): format == nil ? "string" : "none"
      case .integer: "none"
      case .number: "number"
      case .boolean: "boolean"
      case .choice: "none"
      case .array: "array"
      case .map, .freeObject, .object: "object"
      }
    return tokens.filter { $0.key != own }.map(\.value).sorted()
  }

  /// Texts that break this rule: empty, one character too long, with U+0000.
  var wrongTexts: [String] {
    guard case .string(let format, let minLength, let maxLength) = self, format == nil else {
      return []
    }
    var texts = [#""a\u0000b""#]
    if (minLength ?? 0) > 0 { texts.append("\"\"") }
    // A text may be as long as a message; the transport refuses longer ones.
    if let maxLength, maxLength < 16 << 20 {
      texts.append("\"\(String(repeating: "x", count: maxLength + 1))\"")
    }
    return texts
  }
}
