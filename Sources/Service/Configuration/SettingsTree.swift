import JSON
import Wire

/// Settings as text, each value with its origin, before their types are checked.
package struct SettingsTree: Sendable, Equatable {
  /// A value and its origin, such as `line 7 of /home/ada/.config/skein/config.yaml`.
  package struct Node: Sendable, Equatable {
    package let value: Value
    package let origin: String

    package init(_ value: Value, origin: String) {
      self.value = value
      self.origin = origin
    }
  }

  package enum Value: Sendable, Equatable {
    /// Text that is `isQuoted` stays text even if it looks like a number.
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

  /// Replaces the value of `name`.
  package mutating func set(_ name: String, to text: String, origin: String) {
    entries.removeAll { $0.name == name }
    entries.append(Entry(name: name, node: Node(.text(text, isQuoted: false), origin: origin)))
  }

  /// The origin of the setting at a path such as `providers.local.baseURL`, or else of the nearest
  /// setting that encloses it.
  package func origin(of path: String) -> String? {
    walk(path).nearest
  }

  /// The origin of the setting itself; `nil` if it is not set.
  package func ownOrigin(of path: String) -> String? {
    let (nearest, isWhole) = walk(path)
    return isWhole ? nearest : nil
  }

  private func walk(_ path: String) -> (nearest: String?, isWhole: Bool) {
    var found: String?
    var value = Value.map(entries)
    var rest = path[...]
    while !rest.isEmpty {
      guard let (node, behind) = step(into: value, along: rest) else { return (found, false) }
      found = node.origin
      value = node.value
      rest = behind
    }
    return (found, true)
  }

  /// The node that `path` begins with, and the rest of the path. `operators[3]` is two steps. A
  /// name, such as a model's, may contain the characters that separate steps, so the longest
  /// matching name is used.
  private func step(into value: Value, along path: Substring) -> (node: Node, behind: Substring)? {
    switch value {
    case .map(let entries):
      let fitting = entries.filter { entry in
        guard path.hasPrefix(entry.name) else { return false }
        let next = path.dropFirst(entry.name.count).first
        return next == nil || next == "." || next == "["
      }
      guard let entry = fitting.max(by: { $0.name.count < $1.name.count }) else { return nil }
      let behind = path.dropFirst(entry.name.count)
      return (entry.node, behind.first == "." ? behind.dropFirst() : behind)
    case .list(let nodes):
      guard path.first == "[", let end = path.firstIndex(of: "]"),
        let position = Int(path[path.index(after: path.startIndex)..<end]),
        nodes.indices.contains(position)
      else { return nil }
      let behind = path[path.index(after: end)...]
      return (nodes[position], behind.first == "." ? behind.dropFirst() : behind)
    case .text, .null: return nil
    }
  }
}
