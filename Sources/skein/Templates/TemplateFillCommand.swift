import ArgumentParser
import Client
import Wire

struct TemplateFillCommand: SkeinCommand {
  static let declaration = CommandDeclaration(
    "fill", "Print what ask --template would send, as JSON.",
    discussion: """
      The members are those of turn/run: input, and model, systemPrompt and options as far as the \
      template sets them. Nothing is asked, and no daemon is needed. The input is given as to \
      skein ask.
      """,
    examples: [
      "skein template fill review -p language=C -f main.c",
      "git diff | skein template fill review -p language=Swift",
    ])

  @Argument(help: "The template.", completion: Completions.templates) var name: String
  @Argument(help: "The input; - is standard input.") var input: [String] = []
  @OptionGroup var parameters: TemplateParameters
  @OptionGroup var prompt: PromptOptions
  @OptionGroup var global: GlobalOptions

  func execute(_ session: Session) throws {
    let template = try parameters.filled(name, session.environment)
    let model = try checked(template.model, ModelName.self, "The model of the template \(name)")
    session.tellOfNearNames(template.options)
    let request = try prompt.request(
      input, by: template, model: model, options: template.options, session)
    try session.console.print(json: TypedJSON.params(request))
  }
}
