import ArgumentParser
import Wire

/// Which model is asked.
struct ModelChoice: ParsableArguments {
  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("The model: an alias, a name or provider/name.", valueName: "name"),
    completion: Completions.models)
  var model: String?

  /// The name under its rule; `standard` where none is given.
  func name(or standard: String? = nil) throws -> ModelName? {
    try checked(model ?? standard, ModelName.self, "--model")
  }
}
