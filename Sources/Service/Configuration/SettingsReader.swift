import JSON
import Wire

/// A configuration that cannot be used: the place of the mistake and what to do about it.
package struct SettingsError: Error, Equatable, CustomStringConvertible {
  package let description: String

  package init(_ description: String) {
    self.description = description
  }

  /// The description with a full stop at its end, if it has no such mark yet.
  var sentence: String {
    description.last.map { ".!?…".contains($0) } == true ? description : description + "."
  }
}

extension SettingsDocument {
  /// Checks a tree against the declaration: unknown names first, then types and rules.
  package init(_ tree: SettingsTree) throws(SettingsError) {
    let schema: Schema
    do {
      schema = try Schema(of: SettingsDocument.self)
    } catch {
      throw SettingsError("the declaration of the settings is invalid: \(error)")
    }
    var json: [UInt8] = []
    try write(.map(tree.entries.map(\.spelledOut)), as: schema, at: "", into: &json)
    do {
      self = try Document(json).root.decode(SettingsDocument.self)
    } catch let mismatch as Mismatch {
      let place = tree.origin(of: mismatch.path).map { "\($0): " } ?? ""
      throw SettingsError("\(place)`\(mismatch.path)`: expected \(mismatch.expected)")
    } catch {
      throw SettingsError("the settings cannot be read: \(error)")
    }
  }
}

/// Writes a tree as JSON, giving plain text the type that the declaration requires.
private func write(
  _ value: SettingsTree.Value, as schema: Schema, at path: String, into json: inout [UInt8]
) throws(SettingsError) {
  switch value {
  case .null: json += "null".utf8
  case .text(let text, let isQuoted): write(text, isQuoted: isQuoted, as: schema, into: &json)
  case .list(let nodes):
    json.append(UInt8(ascii: "["))
    for (position, node) in nodes.enumerated() {
      if position > 0 { json.append(UInt8(ascii: ",")) }
      try write(node.value, as: schema.element, at: "\(path)[\(position)]", into: &json)
    }
    json.append(UInt8(ascii: "]"))
  case .map(let entries):
    json.append(UInt8(ascii: "{"))
    for (position, entry) in entries.enumerated() {
      if position > 0 { json.append(UInt8(ascii: ",")) }
      let inner = path.isEmpty ? entry.name : "\(path).\(entry.name)"
      guard let member = schema.member(entry.name) else {
        throw unknown(entry, in: schema)
      }
      Output.quote(entry.name, into: &json)
      json.append(UInt8(ascii: ":"))
      try write(entry.node.value, as: member, at: inner, into: &json)
    }
    json.append(UInt8(ascii: "}"))
  }
}

private func write(
  _ text: String, isQuoted: Bool, as schema: Schema, into json: inout [UInt8]
) {
  let isToken =
    switch schema {
    case .integer, .number: !isQuoted && Double(text)?.isFinite == true
    case .boolean: !isQuoted && (text == "true" || text == "false")
    case .freeObject:
      !isQuoted && (text == "true" || text == "false" || Double(text)?.isFinite == true)
    case .string, .choice, .array, .map, .object: false
    }
  if isToken, (try? Document(Array(text.utf8))) != nil {
    json += text.utf8
  } else {
    Output.quote(text, into: &json)
  }
}

/// Names that other programs use for a setting that holds the key itself, in lower case and without
/// other characters.
private let keyNames: Set = [
  "apikey", "key", "secret", "secretkey", "token", "apitoken", "accesstoken", "authtoken",
  "authkey", "bearer", "bearertoken", "openaiapikey", "password",
]

/// What other programs call settings of ours, in small letters and digits alone.
private let foreignNames = [
  "url": "baseURL", "uri": "baseURL", "baseuri": "baseURL", "endpoint": "baseURL",
  "host": "baseURL", "apibase": "baseURL", "apiurl": "baseURL", "apihost": "baseURL",
  "apibaseurl": "baseURL", "apiendpoint": "baseURL", "openaibaseurl": "baseURL",
]

extension SettingsTree.Entry {
  /// The entry with each alias that is a plain text, its model, turned into a map.
  fileprivate var spelledOut: SettingsTree.Entry {
    guard name == "aliases", case .map(let aliases) = node.value else { return self }
    let spelled = aliases.map { alias -> SettingsTree.Entry in
      guard case .text = alias.node.value else { return alias }
      let model = SettingsTree.Entry(name: "model", node: alias.node)
      return SettingsTree.Entry(
        name: alias.name, node: SettingsTree.Node(.map([model]), origin: alias.node.origin))
    }
    return SettingsTree.Entry(
      name: name, node: SettingsTree.Node(.map(spelled), origin: node.origin))
  }
}

/// The error for an unknown setting. It never contains the value, which may be a key.
private func unknown(_ entry: SettingsTree.Entry, in schema: Schema) -> SettingsError {
  if keyNames.contains(entry.name.lowercased().filter(\.isLetter)) {
    return SettingsError(
      "\(entry.node.origin): unknown setting `\(entry.name)`: the configuration cannot contain a key. "
        + "Say where the key is with `keyFile`, `keyCommand` or `keyEnv` of its provider, or store a "
        + "key of your own with skein key set")
  }
  let given = entry.name.lowercased().filter { $0.isLetter || $0.isNumber }
  let meant = foreignNames[given].flatMap { schema.memberNames.contains($0) ? $0 : nil }
  let near = schema.memberNames
    .map { ($0, $0.lowercased().editDistance(to: given)) }
    .filter { $0.1 <= max(2, entry.name.count / 3) }
    .min { ($0.1, $0.0) < ($1.1, $1.0) }
  let hint = (meant ?? near?.0).map { ", did you mean `\($0)`?" } ?? ""
  return SettingsError("\(entry.node.origin): unknown setting `\(entry.name)`\(hint)")
}

extension Schema {
  fileprivate var element: Schema {
    switch self {
    case .array(let element): element
    case .freeObject: self
    case .string, .integer, .number, .boolean, .choice, .map, .object: .string()
    }
  }

  fileprivate func member(_ name: String) -> Schema? {
    switch self {
    case .object(let object): object.members.first { $0.name == name }?.schema
    case .map(let value): value
    // The user chooses its members, and their text decides their types.
    case .freeObject: self
    case .string, .integer, .number, .boolean, .choice, .array: .string()
    }
  }

  fileprivate var memberNames: [String] {
    if case .object(let object) = self { object.members.map(\.name) } else { [] }
  }
}
