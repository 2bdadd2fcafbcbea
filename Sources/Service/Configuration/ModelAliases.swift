import Wire

/// Names of one's own for models, as a configuration gives them.
package struct ModelAliases: Sendable, Equatable {
  static let none = ModelAliases(models: [:])

  private let models: [String: ModelName]

  private init(models: [String: ModelName]) {
    self.models = models
  }

  /// An alias holds no slash, so that `provider/name` always means itself; and it means a model,
  /// not another alias, so that following it ends.
  init(_ models: [String: ModelName], in tree: SettingsTree) throws(SettingsError) {
    for (name, model) in models.sorted(by: { $0.key < $1.key }) {
      let path = "aliases.\(name)"
      let place = tree.origin(of: path) ?? path
      guard !name.isEmpty, name.utf8.count <= 64, name.utf8.allSatisfy(Self.isNameByte) else {
        throw SettingsError("\(place): an alias has 1 to 64 of a-z, A-Z, 0-9, _, -, . and :")
      }
      guard models[model.text] == nil else {
        throw SettingsError("\(place): `\(path)` must name a model, not an alias")
      }
    }
    self.models = models
  }

  /// The model that is meant: `name` itself unless it is an alias.
  func resolve(_ name: ModelName) -> ModelName { models[name.text] ?? name }

  /// In the order of their names.
  var all: [(name: String, model: ModelName)] {
    models.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
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
