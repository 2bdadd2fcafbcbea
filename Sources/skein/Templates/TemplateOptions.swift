import ArgumentParser
import Client

/// Which template is asked, and with what in it.
struct TemplateOptions: ParsableArguments {
  @Option(
    name: [.customShort("T"), .long],
    help: ArgumentHelp("Fill this template and ask it.", valueName: "name"),
    completion: Completions.templates)
  var template: String?

  @Option(
    name: [.customShort("p"), .customLong("param")],
    help: ArgumentHelp(
      "The value of a parameter of the template; may be repeated.", valueName: "name=value"),
    completion: Completions.templateParameters)
  var parameters: [String] = []

  func validate() throws {
    if template == nil, !parameters.isEmpty {
      throw ValidationError("--param is a template's: name it with --template.")
    }
  }

  func filled(_ environment: Environment) throws -> FilledTemplate? {
    guard let template else { return nil }
    return try TemplateFolder(environment).template(template).filled(values())
  }

  private func values() throws -> [String: String] {
    var values: [String: String] = [:]
    for parameter in parameters {
      guard let mark = parameter.firstIndex(of: "="), mark > parameter.startIndex else {
        throw ClientError.usage("--param \(parameter): expected name=value.")
      }
      let name = String(parameter[..<mark])
      guard values[name] == nil else {
        throw ClientError.usage("--param \(name) is given twice.")
      }
      values[name] = String(parameter[parameter.index(after: mark)...])
    }
    return values
  }
}
