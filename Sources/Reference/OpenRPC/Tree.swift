import JSON

/// JSON to be written, whose members keep their order, so that generated files are always the same.
indirect enum Tree: Sendable {
  /// A number, `true`, `false` or `null`, written unchanged.
  case token(String)
  case string(String)
  case array([Tree])
  case object([(name: String, value: Tree)])

  static let null = Tree.token("null")

  static func integer(_ number: Int) -> Tree { .token(String(number)) }

  static func flag(_ flag: Bool) -> Tree { .token(flag ? "true" : "false") }

  static func strings(_ texts: [String]) -> Tree { .array(texts.map(Tree.string)) }

  /// A value that was read; the escapes of its strings may be written in another way.
  init(_ value: Value) {
    switch value.kind {
    case .null, .bool, .number: self = .token(String(decoding: value.token, as: UTF8.self))
    case .string: self = .string(value.string ?? "")
    case .array: self = .array(value.elements.map(Tree.init))
    case .object: self = .object(value.members.map { ($0.name, Tree($0.value)) })
    }
  }

  /// On one line without white space.
  var compact: String {
    switch self {
    case .token(let token): token
    case .string(let text): quoted(text)
    case .array(let elements): "[" + elements.map(\.compact).joined(separator: ",") + "]"
    case .object(let members):
      "{" + members.map { quoted($0.name) + ":" + $0.value.compact }.joined(separator: ",") + "}"
    }
  }
}

/// A string literal with its quotes.
func quoted(_ text: String) -> String {
  var bytes: [UInt8] = []
  Output.quote(text, into: &bytes)
  return String(decoding: bytes, as: UTF8.self)
}
