import ArgumentParser
import Client
import Wire

struct ModelCommand: DeclaredCommand {
  static let declaration = CommandDeclaration(
    "model", "List the models that you can ask.",
    discussion: "Providers, aliases and the default model are set in config.yaml.",
    examples: ["skein model", "skein model default"],
    below: [ModelListCommand.self, ModelDefaultCommand.self],
    default: ModelListCommand.self)
}

struct ModelListCommand: SkeinCommand {
  static let declaration = CommandDeclaration(
    "list", "Ask every provider which models it has, and list them.",
    discussion: "Exits with 1 if no provider answers.",
    examples: ["skein model list"])

  @OptionGroup var global: GlobalOptions

  func execute(_ session: Session) throws {
    let connection = try session.dialer.connect()
    let (result, json) = try connection.callBoth(ModelList.self, NoParams())
    if global.json {
      try session.console.print(json: json)
    } else {
      try session.console.show(Self.table(of: result))
      for error in result.errors {
        session.console.note("\(error.provider): \(error.message)")
      }
      session.tellOfMissingKeys()
    }
    if result.data.isEmpty, !result.errors.isEmpty { throw ExitCode.daemonSaidNo }
  }

  /// A model that only an alias names is listed too: not every provider lists all it has.
  static func table(of result: ModelList.Result) -> Table {
    var table = Table(columns: [
      .init(heading: "MODEL", isWhole: true), .init(heading: "DEFAULT"), .init(heading: "ALIASES"),
    ])
    let listed = Set(result.data.map(\.id))
    var unlisted: [String] = []
    for alias in result.aliases where !listed.contains(alias.model) {
      if !unlisted.contains(alias.model) { unlisted.append(alias.model) }
    }
    let models = result.data.map { ($0.id, $0.default) } + unlisted.map { ($0, false) }
    table.rows = models.map { model, isDefault in
      let aliases = result.aliases.filter { $0.model == model }.map(\.name)
      return [model, isDefault ? "default" : "", aliases.joined(separator: " ")]
    }
    return table
  }
}

struct ModelDefaultCommand: SkeinCommand {
  static let declaration = CommandDeclaration(
    "default", "Print the model that is asked if none is named.",
    discussion: """
      Exits with 1 if there is none. The line model: NAME in config.yaml sets it, SKEIN_MODEL for one \
      shell.
      """,
    examples: ["skein model default"])

  @OptionGroup var global: GlobalOptions

  func execute(_ session: Session) throws {
    let model = try session.dialer.connect().call(ModelGet.self, ModelGet.Params()).model
    if global.json { return try session.console.print(json: TypedJSON.encoded(model)) }
    try session.console.print(model.id + "\n")
  }
}
