import ArgumentParser
import Client

struct TemplateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "template", abstract: "Keep questions with holes, for skein ask --template.",
    discussion: """
      A template is a Markdown file with {{name}} where a parameter goes and {{input}} where what \
      is asked goes. skein(1) shows one.
      """,
    subcommands: [
      TemplateListCommand.self, TemplateShowCommand.self, TemplateEditCommand.self,
      TemplateRenameCommand.self, TemplateRemoveCommand.self, TemplatePathCommand.self,
    ], defaultSubcommand: TemplateListCommand.self)
}

struct TemplateListCommand: SkeinCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List the templates.",
    discussion: "With --json: everything that they say, as other lists are.")

  @OptionGroup var global: GlobalOptions

  func execute(_ session: Session) throws {
    let folder = try TemplateFolder(session.environment)
    let templates = folder.names.compactMap { readable($0, in: folder, session.console) }
    if global.json {
      return try session.console.print(json: TypedJSON.encoded(TemplateList(data: templates)))
    }
    var table = Table(columns: [
      .init(heading: "NAME"), .init(heading: "PARAMETERS"), .init(heading: "DESCRIPTION"),
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
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Print a template as it is written.")

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
  static let configuration = CommandConfiguration(
    commandName: "path", abstract: "Print where the templates are, or where one is or would be.")

  @Argument(help: "The template.", completion: Completions.templates) var name: String?
  @OptionGroup var global: GlobalOptions

  func execute(_ session: Session) throws {
    let folder = try TemplateFolder(session.environment)
    let path = try name.map { try folder.file($0) } ?? folder.path
    if global.json { return try session.console.print(json: TypedJSON.encoded(["path": path])) }
    try session.console.print(path + "\n")
  }
}
