import Service
import Yams

extension SettingsTree {
  /// Reads a YAML document, noting the line of each value.
  init(yaml text: String, path: String) throws(SettingsError) {
    try refuseExpansion(of: text, path: path)
    let (parser, root): (Parser, Yams.Node?)
    do {
      parser = try Parser(yaml: text)
      root = try parser.singleRoot()
    } catch {
      throw SettingsError(malformed(error, in: text, path: path))
    }
    guard let root else {
      self.init()
      return
    }
    // The parser owns the nodes' anchors, so it has to live as long as they are used.
    defer { withExtendedLifetime(parser) {} }
    switch root {
    case .mapping(let mapping): self.init(entries: try settings(in: mapping, path: path))
    // A file of comments alone is an empty scalar.
    case .scalar(let scalar) where scalar.string.isEmpty: self.init()
    case .scalar, .sequence, .alias:
      throw SettingsError(
        "\(place(of: root, path)): the configuration must be a mapping of `name: value`")
    }
  }
}

private func settings(
  in mapping: Yams.Node.Mapping, path: String
) throws(SettingsError) -> [SettingsTree.Entry] {
  if mapping.anchor != nil { throw anchored(.mapping(mapping), path) }
  var entries: [SettingsTree.Entry] = []
  for (key, value) in mapping {
    if key.anchor != nil { throw anchored(key, path) }
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
  if node.anchor != nil { throw anchored(node, path) }
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
  case .alias: throw anchored(node, path)
  }
}

/// The parser replaces each YAML alias by its value, even inside the values of other aliases, so a
/// few lines could grow beyond the memory. A file that may contain more aliases than this is not
/// parsed; in a parsed file, each is found by its anchor.
private let expansionLimit = 16

private func refuseExpansion(of text: String, path: String) throws(SettingsError) {
  var (found, line) = (0, 0)
  for content in text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
    line += 1
    // A line that begins with # is a comment or part of a text, and has no aliases.
    if content.first(where: { $0 != UInt8(ascii: " ") }) == UInt8(ascii: "#") { continue }
    found += marks(in: content)
    guard found <= expansionLimit else {
      throw SettingsError(
        "line \(line) of \(path): more than \(expansionLimit) words begin with & or *: repeat values "
          + "instead of using anchors and aliases, and quote texts that begin with & or *")
    }
  }
}

/// How many words of a line could be anchors or aliases.
private func marks(in line: Substring.UTF8View) -> Int {
  var (count, before) = (0, UInt8(ascii: " "))
  var isMarked = false
  for byte in line {
    if isMarked, isNameByte(byte) { count += 1 }
    isMarked =
      (byte == UInt8(ascii: "&") || byte == UInt8(ascii: "*")) && !isNameByte(before)
    before = byte
  }
  return count
}

/// Whether libyaml accepts the byte in an anchor's name.
private func isNameByte(_ byte: UInt8) -> Bool {
  switch byte {
  case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"):
    true
  default: false
  }
}

private func anchored(_ node: Yams.Node, _ path: String) -> SettingsError {
  SettingsError(
    "\(place(of: node, path)): write the value itself; anchors and aliases are not allowed")
}

private func place(of node: Yams.Node, _ path: String) -> String {
  guard let line = node.mark?.line else { return path }
  return "line \(line) of \(path)"
}

/// The parser's error in one line, with its place.
private func malformed(_ error: any Error, in text: String, path: String) -> String {
  guard let error = error as? YamlError else { return "\(path): \(error)" }
  switch error {
  case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
    .composer(_, let problem, let mark, _):
    let mistake = YAMLMistake.words(line: mark.line, in: text).map { "; \($0)" } ?? ""
    return "line \(mark.line) of \(path): this is not YAML: \(problem)\(mistake)"
  case .duplicatedKeysInMapping(let names, let context):
    let name = names.first ?? ""
    let line = secondLine(of: name, from: context.mark.line, in: text)
    return "\(line.map { "line \($0) of " } ?? "")\(path): `\(name)` is set twice"
  case .reader(let problem, _, _, _): return "\(path): this is not text: \(problem)"
  case .no, .memory, .writer, .emitter, .representer, .dataCouldNotBeDecoded:
    return "\(path): \(error)"
  }
}

/// The line of the second occurrence of a name, with the same indentation as the first; the parser
/// reports only the first.
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
