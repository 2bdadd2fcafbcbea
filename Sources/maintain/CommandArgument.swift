import JSON

/// An option or an argument of a command, read from what ArgumentParser tells of it.
struct CommandArgument: Equatable {
  enum Kind: Equatable {
    case argument, option, flag
  }

  let kind: Kind
  /// Without dashes: one letter is a short name.
  var names: [String]
  /// What a value of it is called.
  let valueName: String
  let isOptional: Bool
  let isRepeating: Bool
  /// The values that it takes, where it takes no others.
  let values: [String]
  let standard: String?
  let help: String

  /// Thrown for JSON that is not what `--experimental-dump-help` prints.
  struct Unreadable: Error, CustomStringConvertible {
    let description = "ArgumentParser tells of its arguments in another way than it did."
  }

  /// Those that people are shown, in the order of the declaration; a flag and its opposite are one.
  static func all(in dump: String) throws -> [CommandArgument] {
    guard let command = try Document(Array(dump.utf8)).root["command"] else { throw Unreadable() }
    var all: [CommandArgument] = []
    for value in command["arguments"].map({ Array($0.elements) }) ?? [] {
      guard value["shouldDisplay"]?.bool ?? true else { continue }
      let next = try CommandArgument(value)
      if let last = all.last, next.isOpposite(of: last) {
        all[all.count - 1].names += next.names
      } else {
        all.append(next)
      }
    }
    return all
  }

  private init(_ value: Value) throws {
    switch value["kind"]?.string {
    case "positional": kind = .argument
    case "option": kind = .option
    case "flag": kind = .flag
    default: throw Unreadable()
    }
    names = value["names"].map { Array($0.elements) }?.compactMap { $0["name"]?.string } ?? []
    valueName = value["valueName"]?.string ?? ""
    isOptional = value["isOptional"]?.bool ?? false
    isRepeating = value["isRepeating"]?.bool ?? false
    values = value["allValues"].map { Array($0.elements) }?.compactMap(\.string) ?? []
    standard = value["defaultValue"]?.string
    help = value["abstract"]?.string ?? ""
  }

  private func isOpposite(of other: CommandArgument) -> Bool {
    kind == .flag && other.kind == .flag && (help.isEmpty || help == other.help)
      && names == other.names.filter { $0.count > 1 }.map { "no-" + $0 }
  }

  /// As people write it: `--limit`, or `<id>`.
  var shown: String {
    guard let name = names.first(where: { $0.count > 1 }) ?? names.first else {
      return "<\(valueName)>"
    }
    return dashed(name)
  }

  private func dashed(_ name: String) -> String { (name.count == 1 ? "-" : "--") + name }
}
