import ArgumentParser
import Client

/// Which template is asked, and with what in it.
struct TemplateOptions: ParsableArguments {
  @Option(
    name: [.customShort("T"), .long],
    help: ArgumentHelp("Fill this template and ask it.", valueName: "name"),
    completion: Completions.templates)
  var template: String?

  @OptionGroup var parameters: TemplateParameters

  func validate() throws {
    if template == nil, !parameters.areNone {
      throw ValidationError("--param is a template's: name it with --template.")
    }
  }

  func filled(_ environment: Environment) throws -> FilledTemplate? {
    try template.map { try parameters.filled($0, environment) }
  }
}

/// The values of a template's parameters.
struct TemplateParameters: ParsableArguments {
  @Option(
    name: [.customShort("p"), .customLong("param")],
    help: ArgumentHelp(
      "The value of a parameter of the template; may be repeated.", valueName: "name=value"),
    completion: Completions.templateParameters)
  var assignments: [String] = []

  var areNone: Bool { assignments.isEmpty }

  /// The template with these values in it.
  func filled(_ template: String, _ environment: Environment) throws -> FilledTemplate {
    try TemplateFolder(environment).template(template).filled(values())
  }

  private func values() throws -> [String: String] {
    var values: [String: String] = [:]
    for assignment in assignments {
      guard let mark = assignment.firstIndex(of: "="), mark > assignment.startIndex else {
        throw ClientError.usage("--param \(assignment): expected name=value.")
      }
      let name = String(assignment[..<mark])
      guard values[name] == nil else {
        throw ClientError.usage("--param \(name) is given twice.")
      }
      values[name] = String(assignment[assignment.index(after: mark)...])
    }
    return values
  }
}
