import Service
import Yams

extension SettingsTree {
  /// Reads a YAML document, noting the line of each value.
  init(yaml text: String, path: String) throws(SettingsError) {
    let root: Yams.Node?
    do {
      root = try Yams.compose(yaml: text)
    } catch {
      throw SettingsError(malformed(error, in: text, path: path))
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

/// What the parser found wrong, in one line with its place.
private func malformed(_ error: any Error, in text: String, path: String) -> String {
  guard let error = error as? YamlError else { return "\(path): \(error)" }
  switch error {
  case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
    .composer(_, let problem, let mark, _):
    return "line \(mark.line) of \(path): this is not YAML: \(problem)"
  case .duplicatedKeysInMapping(let names, let context):
    let name = names.first ?? ""
    let line = secondLine(of: name, from: context.mark.line, in: text)
    return "\(line.map { "line \($0) of " } ?? "")\(path): `\(name)` stands twice"
  case .reader(let problem, _, _, _): return "\(path): this is not text: \(problem)"
  case .no, .memory, .writer, .emitter, .representer, .dataCouldNotBeDecoded:
    return "\(path): \(error)"
  }
}

/// Where a name stands for the second time with the indentation of the first; the parser tells only
/// where the first stands.
private func secondLine(of name: String, from first: Int, in text: String) -> Int? {
  let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
  let places = lines.indices.filter { index in
    index + 1 >= first && lines[index].drop { $0 == " " }.hasPrefix("\(name):")
  }
  guard let start = places.first else { return nil }
  let indentation = lines[start].prefix { $0 == " " }.count
  let second = places.dropFirst().first { lines[$0].prefix { $0 == " " }.count == indentation }
  return second.map { $0 + 1 }
}
