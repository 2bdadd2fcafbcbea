import ArgumentParser
import Client

struct TemplateCommand: DeclaredCommand {
  static let declaration = CommandDeclaration(
    "template", "Keep questions with parameters, to ask them again.",
    discussion: """
      A template is a Markdown file in which {{name}} stands for a parameter and {{input}} for the \
      question; skein ask --template fills it and asks. skein(1) shows one.
      """,
    examples: ["skein template", "skein template edit review", "skein template show review"],
    below: [
      TemplateListCommand.self, TemplateShowCommand.self, TemplateFillCommand.self,
      TemplateEditCommand.self, TemplateRenameCommand.self, TemplateRemoveCommand.self,
      TemplatePathCommand.self,
    ], default: TemplateListCommand.self)
}

struct TemplateListCommand: SkeinCommand {
  static let declaration = CommandDeclaration(
    "list", "List the templates.",
    discussion: "With --json: all that each template says.",
    examples: ["skein template list"])

  @OptionGroup var global: GlobalOptions

  func execute(_ session: Session) throws {
    let folder = try TemplateFolder(session.environment)
    let templates = folder.names.compactMap { readable($0, in: folder, session.console) }
    if global.json {
      return try session.console.print(json: TypedJSON.encoded(TemplateList(data: templates)))
    }
    var table = Table(columns: [
      .init(heading: "NAME", isWhole: true), .init(heading: "PARAMETERS"),
      .init(heading: "DESCRIPTION"),
    ])
    table.rows = templates.map {
      [$0.name, $0.parameters.joined(separator: " "), $0.description ?? ""]
    }
    try session.console.show(table)
  }

  /// One that can't be read does not hide the others.
  private func readable(
    _ name: String, in folder: TemplateFolder, _ console: Console
  ) -> Template? {
    do throws(ClientError) {
      return try folder.template(name)
    } catch {
      console.note(error.text)
      return nil
    }
  }
}

/// All templates, in the shape of every other list.
private struct TemplateList: Encodable {
  let data: [Template]
  let nextCursor: String? = nil
}

struct TemplateShowCommand: SkeinCommand {
  static let declaration = CommandDeclaration(
    "show", "Print a template as it is written.",
    discussion: """
      With --json: its parts, its parameters with their defaults, and whether it has a place for \
      the input (hasInput).
      """,
    examples: ["skein template show review"])

  @Argument(help: "The template.", completion: Completions.templates) var name: String
  @OptionGroup var global: GlobalOptions

  func execute(_ session: Session) throws {
    let folder = try TemplateFolder(session.environment)
    if global.json {
      return try session.console.print(json: TypedJSON.encoded(folder.template(name)))
    }
    try session.console.print(folder.text(of: name))
  }
}

struct TemplatePathCommand: SkeinCommand {
  static let declaration = CommandDeclaration(
    "path", "Print where the templates are, or where one is.",
    examples: ["skein template path", #"cat "$(skein template path review)""#])

  @Argument(help: "The template.", completion: Completions.templates) var name: String?
  @OptionGroup var global: GlobalOptions

  func execute(_ session: Session) throws {
    let folder = try TemplateFolder(session.environment)
    let path = try name.map { try folder.file($0) } ?? folder.path
    if global.json { return try session.console.print(json: TypedJSON.encoded(["path": path])) }
    try session.console.print(path + "\n")
  }
}
