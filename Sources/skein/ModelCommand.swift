import ArgumentParser
import Client
import Wire

struct ModelCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "model", abstract: "List the models that can be asked.",
    discussion: "Providers, aliases and the default model are set in config.yaml.",
    subcommands: [ModelListCommand.self, ModelDefaultCommand.self],
    defaultSubcommand: ModelListCommand.self)
}

struct ModelListCommand: SkeinCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "Ask every provider for its models, and list them.",
    discussion: "Exits with 1 when no provider answers.")

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
    }
    if result.data.isEmpty, !result.errors.isEmpty { throw ExitCode.daemonSaidNo }
  }

  /// A model that only an alias names is listed too: not every provider lists all it has.
  static func table(of result: ModelList.Result) -> Table {
    var table = Table(columns: [
      .init(heading: "MODEL"), .init(heading: "DEFAULT"), .init(heading: "ALIASES"),
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
  static let configuration = CommandConfiguration(
    commandName: "default", abstract: "Print the model that is asked when none is named.",
    discussion: "Exits with 1 when there is none.")

  @OptionGroup var global: GlobalOptions

  func execute(_ session: Session) throws {
    let model = try session.dialer.connect().call(ModelGet.self, ModelGet.Params()).model
    if global.json { return try session.console.print(json: TypedJSON.encoded(model)) }
    try session.console.print(model.id + "\n")
  }
}
