import JSON
import Wire

/// Settings as text in layers, each value with where it came from, before anybody knows their types.
package struct SettingsTree: Sendable, Equatable {
  /// A value and its place, such as `line 7 of /home/ada/.config/skein/config.yaml`.
  package struct Node: Sendable, Equatable {
    package let value: Value
    package let origin: String

    package init(_ value: Value, origin: String) {
      self.value = value
      self.origin = origin
    }
  }

  package enum Value: Sendable, Equatable {
    /// `isQuoted` text stays text even when it looks like a number.
    case text(String, isQuoted: Bool)
    case null
    case list([Node])
    case map([Entry])
  }

  package struct Entry: Sendable, Equatable {
    package let name: String
    package let node: Node

    package init(name: String, node: Node) {
      self.name = name
      self.node = node
    }
  }

  package private(set) var entries: [Entry]

  package init(entries: [Entry] = []) {
    self.entries = entries
  }

  /// Lays a value over what stood under `name`.
  package mutating func set(_ name: String, to text: String, origin: String) {
    entries.removeAll { $0.name == name }
    entries.append(Entry(name: name, node: Node(.text(text, isQuoted: false), origin: origin)))
  }

  /// Where the setting at a path such as `providers.local.baseURL` stands, or the nearest above it.
  package func origin(of path: String) -> String? {
    walk(path).nearest
  }

  /// Where the setting itself stands; `nil` when it stands nowhere.
  package func ownOrigin(of path: String) -> String? {
    let (nearest, isWhole) = walk(path)
    return isWhole ? nearest : nil
  }

  private func walk(_ path: String) -> (nearest: String?, isWhole: Bool) {
    var found: String?
    var value = Value.map(entries)
    for step in steps(of: path) {
      let node: Node?
      switch value {
      case .map(let entries): node = entries.last { $0.name == step }?.node
      case .list(let nodes):
        node = Int(step).flatMap { nodes.indices.contains($0) ? nodes[$0] : nil }
      case .text, .null: node = nil
      }
      guard let node else { return (found, false) }
      found = node.origin
      value = node.value
    }
    return (found, true)
  }

  /// `operators[3]` is two steps.
  private func steps(of path: String) -> [String] {
    path.split { $0 == "." || $0 == "[" || $0 == "]" }.map(String.init)
  }
}
