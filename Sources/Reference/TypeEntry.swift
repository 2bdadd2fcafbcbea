package import Wire

/// A payload with a name of its own, and who sends it.
package struct TypeEntry: Sendable {
  package let object: Schema.Object
  package let name: String
  /// Who sends it, each direction once.
  fileprivate(set) var directions: [Direction] = []

  var isSent: Bool { directions.contains(.sent) }
}

/// Finds the named objects in schemas, each once.
struct TypeCollector {
  private(set) var entries: [TypeEntry] = []

  mutating func meet(_ schema: Schema, _ direction: Direction) {
    switch schema {
    case .string, .integer, .number, .boolean, .choice, .freeObject: break
    case .array(let element), .map(let element): meet(element, direction)
    case .object(let object):
      if let name = object.name { meet(object, name, direction) }
      for member in object.members { meet(member.schema, direction) }
    }
  }

  private mutating func meet(_ object: Schema.Object, _ name: String, _ direction: Direction) {
    let known = entries.firstIndex { $0.name == name }
    let position = known ?? entries.count
    if known == nil { entries.append(TypeEntry(object: object, name: name)) }
    guard !entries[position].directions.contains(direction) else { return }
    entries[position].directions.append(direction)
  }
}
