import ArgumentParser
import Client
import Wire

/// What can be said of a preview.
struct PreviewFacts: ParsableArguments {
  @Option(help: ArgumentHelp("The URL of the preview.", valueName: "url")) var url: String?
  @Option(help: ArgumentHelp("The id that the deploying service gave it.", valueName: "id"))
  var deployment: String?
  @Option(help: ArgumentHelp("The status.", valueName: "status")) var status: PreviewStatus?
  @Option(help: ArgumentHelp("An object of your own.", valueName: "json")) var metadata: String?

  var areAny: Bool { url != nil || deployment != nil || status != nil || metadata != nil }

  func newURL() throws -> PreviewURL? { try checked(url, PreviewURL.self, "--url") }
  func newDeployment() throws -> Label? { try checked(deployment, Label.self, "--deployment") }
  func newMetadata(_ session: Session) throws -> FreeObject? {
    try session.object(metadata, FreeObject.self, "--metadata")
  }
}

struct PreviewCreateCommand: SkeinCommand {
  static let declaration = CommandDeclaration(
    "create", "Create a preview and print its number.",
    discussion: "The status is generating unless --status sets another.",
    examples: ["skein preview create --url https://example.org/yarn"])

  @OptionGroup var owner: ContextOption
  @OptionGroup var facts: PreviewFacts
  @OptionGroup var global: GlobalOptions

  func execute(_ session: Session) throws {
    let (url, deployment) = (try facts.newURL(), try facts.newDeployment())
    let metadata = try facts.newMetadata(session)
    let connection = try session.dialer.connect()
    let params = PreviewCreate.Params(
      contextId: try owner.id(on: connection), url: url, deploymentId: deployment,
      status: facts.status, metadata: metadata)
    _ = try session.call(PreviewCreate.self, params, global, on: connection) {
      "\($0.preview.number)"
    }
  }
}

struct PreviewUpdateCommand: SkeinCommand {
  static let declaration = CommandDeclaration(
    "update", "Change a preview's URL, status or metadata.",
    examples: ["skein preview update 2 --status live"])

  @OptionGroup var preview: PreviewChoice
  @OptionGroup var facts: PreviewFacts
  @OptionGroup var global: GlobalOptions

  func validate() throws {
    guard facts.areAny else {
      throw ValidationError("Expected a URL, a deployment, a status or metadata.")
    }
  }

  func execute(_ session: Session) throws {
    let (url, deployment) = (try facts.newURL(), try facts.newDeployment())
    let metadata = try facts.newMetadata(session)
    let connection = try session.dialer.connect()
    let params = PreviewUpdate.Params.changing(
      try preview.id(on: connection), url: url, deploymentId: deployment, status: facts.status,
      metadata: metadata)
    try session.change(PreviewUpdate.self, params, on: connection) {
      "Preview \($0.preview.number) is changed."
    }
  }
}

struct PreviewRemoveCommand: SkeinCommand {
  static let declaration = CommandDeclaration(
    "rm", "Delete previews for good.",
    examples: ["skein preview rm 2"])

  @Argument(help: "The previews.") var ids: [String]
  @OptionGroup var force: ForceOption
  @OptionGroup var owner: ContextOption
  @OptionGroup var global: GlobalOptions

  func execute(_ session: Session) throws {
    let connection = try session.dialer.connect()
    // All are known before one is deleted.
    let previews = try ids.map {
      try connection.preview(named: $0) { try owner.id(on: connection) }
    }
    try session.refuseUnasked(force)
    for preview in previews {
      let found = try connection.call(PreviewGet.self, .init(previewId: preview)).preview
      let number = found.number
      let place = found.url.map { ", \(PrintableText.line($0.text))," } ?? ""
      guard session.isMeant("Delete preview \(number)\(place) for good?", force) else {
        session.confirm("Preview \(number) stays as it is.")
        continue
      }
      let params = PreviewDelete.Params(previewId: preview)
      try session.change(PreviewDelete.self, params, on: connection) { _ in
        "Preview \(number) is deleted for good."
      }
    }
  }
}
