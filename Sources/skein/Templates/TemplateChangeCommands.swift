import ArgumentParser
import Client

struct TemplateEditCommand: SkeinCommand {
  static let declaration = CommandDeclaration(
    "edit", "Open a template in $VISUAL or $EDITOR, or create one.",
    discussion: "Nothing changes if it is left empty or the editor fails.",
    examples: ["skein template edit review"])

  @Argument(help: "The template.", completion: Completions.templates) var name: String
  @OptionGroup var global: GlobalOptions

  private static let draft = """
    ---
    description:
    # system:
    # model:
    # default language: English
    ---
    {{input}}
    """

  func execute(_ session: Session) throws {
    let folder = try TemplateFolder(session.environment)
    let isNew = try !folder.has(name)
    let old = isNew ? Self.draft : try folder.text(of: name).trimmingLineEnd()
    let text = try Editor(session.environment).edit(old, &session.draft)
    let isEmpty = text.allSatisfy(\.isWhitespace)
    if isEmpty || text == old {
      return session.console.note(isNew ? "No template was made." : "\(name) stays as it was.")
    }
    try folder.write(text, as: name)
    session.discardDraft()
    // Written all the same: what was typed is not lost.
    session.tellOfNearNames(try Template(name: name, text).options)
    if global.json { try session.console.print(json: TypedJSON.encoded(folder.template(name))) }
    session.confirm("Template \(name) is \(isNew ? "made" : "changed").")
  }
}

struct TemplateRenameCommand: SkeinCommand {
  static let declaration = CommandDeclaration(
    "rename", "Give a template another name.",
    examples: ["skein template rename review code-review"])

  @Argument(help: "The template.", completion: Completions.templates) var name: String
  @Argument(help: "Its new name.") var new: String
  @OptionGroup var global: GlobalOptions

  func execute(_ session: Session) throws {
    try TemplateFolder(session.environment).rename(name, to: new)
    if global.json { try session.console.print(json: Array("{}".utf8)) }
    session.confirm("Template \(name) is called \(new) now.")
  }
}

struct TemplateRemoveCommand: SkeinCommand {
  static let declaration = CommandDeclaration(
    "rm", "Delete templates for good.",
    examples: ["skein template rm review"],
    aliases: ["delete"])

  @Argument(help: "The templates.", completion: Completions.templates) var names: [String]
  @OptionGroup var force: ForceOption
  @OptionGroup var global: GlobalOptions

  func execute(_ session: Session) throws {
    let folder = try TemplateFolder(session.environment)
    // All are known before one is deleted.
    for name in names { try folder.expect(name) }
    try session.refuseUnasked(force)
    for name in names {
      guard session.isMeant("Delete template \(PrintableText.line(name)) for good?", force) else {
        session.confirm("Template \(name) stays as it is.")
        continue
      }
      try folder.remove(name)
      session.confirm("Template \(name) is deleted.")
    }
    if global.json { try session.console.print(json: Array("{}".utf8)) }
  }
}
