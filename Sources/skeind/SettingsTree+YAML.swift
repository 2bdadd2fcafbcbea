import Service
import Yams

extension SettingsTree {
  /// Reads a YAML document, noting the line of each value.
  init(yaml text: String, path: String) throws(SettingsError) {
    let root: Yams.Node?
    do {
      root = try Yams.compose(yaml: text)
    } catch let error as YamlError {
      throw SettingsError("\(path): \(error)")
    } catch {
      throw SettingsError("\(path): \(error)")
    }
    guard let root else {
      self.init()
      return
    }
    switch root {
    case .mapping(let mapping): self.init(entries: try settings(in: mapping, path: path))
    // A file of comments alone is an empty scalar.
    case .scalar(let scalar) where scalar.string.isEmpty: self.init()
    case .scalar, .sequence, .alias:
      throw SettingsError("\(place(of: root, path)): the settings must be a mapping of names")
    }
  }
}

private func settings(
  in mapping: Yams.Node.Mapping, path: String
) throws(SettingsError) -> [SettingsTree.Entry] {
  var entries: [SettingsTree.Entry] = []
  for (key, value) in mapping {
    guard case .scalar(let name) = key else {
      throw SettingsError("\(place(of: key, path)): a setting's name must be plain text")
    }
    guard !entries.contains(where: { $0.name == name.string }) else {
      throw SettingsError("\(place(of: key, path)): `\(name.string)` stands twice")
    }
    let node = SettingsTree.Node(
      try converted(value, path: path), origin: place(of: key, path))
    entries.append(SettingsTree.Entry(name: name.string, node: node))
  }
  return entries
}

private func converted(
  _ node: Yams.Node, path: String
) throws(SettingsError) -> SettingsTree.Value {
  switch node {
  case .scalar(let scalar):
    let isPlain = scalar.style == .plain || scalar.style == .any
    if isPlain, ["", "~", "null"].contains(scalar.string) { return .null }
    return .text(scalar.string, isQuoted: !isPlain)
  case .sequence(let sequence):
    var nodes: [SettingsTree.Node] = []
    for element in sequence {
      nodes.append(
        SettingsTree.Node(try converted(element, path: path), origin: place(of: element, path)))
    }
    return .list(nodes)
  case .mapping(let mapping): return .map(try settings(in: mapping, path: path))
  case .alias:
    throw SettingsError("\(place(of: node, path)): write the value out, without an alias")
  }
}

private func place(of node: Yams.Node, _ path: String) -> String {
  guard let line = node.mark?.line else { return path }
  return "line \(line) of \(path)"
}
