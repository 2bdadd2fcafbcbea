package import Wire

/// The meaning of one alias, as in the configuration; a plain text is the model.
package struct AliasSettings: Payload, Hashable {
  package static let fields = [
    "model": "The model that it means, as name or provider/name.",
    "options": "Options of turns that use the alias.",
  ]

  package var model: ModelName
  package var options: TurnOptions?

  package init(model: ModelName, options: TurnOptions? = nil) {
    self.model = model
    self.options = options
  }
}

/// The aliases for models, as in the configuration.
package struct ModelAliases: Sendable, Equatable {
  static let none = ModelAliases(aliases: [:])

  private let aliases: [String: AliasSettings]

  private init(aliases: [String: AliasSettings]) {
    self.aliases = aliases
  }

  /// An alias has no slash, so that `provider/name` is never an alias. It must name a model, not
  /// another alias, so that no chains or loops can occur.
  init(_ aliases: [String: AliasSettings], in tree: SettingsTree) throws(SettingsError) {
    for (name, alias) in aliases.sorted(by: { $0.key < $1.key }) {
      let path = "aliases.\(name)"
      let place = tree.origin(of: path) ?? path
      guard !name.isEmpty, name.utf8.count <= 64, name.utf8.allSatisfy(Self.isNameByte) else {
        throw SettingsError(
          "\(place): an alias has 1 to 64 of the characters a-z, A-Z, 0-9, _, -, . and :")
      }
      guard aliases[alias.model.text] == nil else {
        throw SettingsError("\(place): `\(path)` must name a model, not an alias")
      }
    }
    self.aliases = aliases
  }

  /// The meaning of a name; `nil` if it is no alias.
  subscript(name: ModelName) -> AliasSettings? { aliases[name.text] }

  /// All aliases in the order of their names.
  var all: [(name: String, alias: AliasSettings)] {
    aliases.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"),
      UInt8(ascii: "."), UInt8(ascii: ":"):
      true
    default: false
    }
  }
}
