import JSON
import Wire

/// The page of one noun.
struct ManualPage {
  let plan: PagePlan
  let catalogue: Catalogue

  /// The longest line of an example: the pages are read in 80 columns, with margins.
  private static let width = 72

  func text() throws -> String {
    var page = Mdoc(name: "skein-" + plan.name, section: 7, summary: plan.summary)
    page.macro("Sh DESCRIPTION")
    for (position, paragraph) in plan.description.enumerated() {
      if position > 0 { page.macro("Pp") }
      page.prose(paragraph)
    }
    page.macro("Pp")
    page.prose("The transport, and the errors of every method, are described in")
    page.macro("Xr skein-rpc 7 .")
    page.macro("Sh METHODS")
    for method in methods { try write(method, to: &page) }
    if !notifications.isEmpty {
      page.macro("Sh NOTIFICATIONS")
      for notification in notifications { try write(notification, to: &page) }
    }
    writeTypes(to: &page)
    writeSeeAlso(to: &page)
    return page.text
  }

  private var methods: [MethodEntry] { catalogue.methods.filter { plan.claims($0.name) } }

  private var notifications: [NotificationEntry] {
    catalogue.notifications.filter { plan.claims($0.name) }
  }

  private func write(_ method: MethodEntry, to page: inout Mdoc) throws {
    let params = method.params.members.map { $0.isOptional ? $0.name + "?" : $0.name }
    page.macro("Ss \(method.name)")
    page.macro("Cm \(method.name)")
    page.prose("{\(params.joined(separator: ", "))} → \(resultNames(method.result))")
    page.macro("Pp")
    page.prose(method.summary)
    if !method.details.isEmpty {
      page.macro("Pp")
      page.prose(method.details)
    }
    page.members(of: method.params, .params, under: "Params:")
    if case .object(let object) = method.result {
      page.members(of: object, .sent, under: "Result:")
    }
    if !method.ownFaults.isEmpty {
      page.macro("Pp")
      page.prose("Errors:")
      let names = method.ownFaults.map(\.rawValue)
      for name in names.dropLast() { page.macro("Cm \(name) ,") }
      page.macro("Cm \(names[names.count - 1]) .")
    }
    let answer = try Tree(method.exampleResult.value()).filled(width: Self.width)
    page.literal(try call(method) + answer)
  }

  private func resultNames(_ result: Schema) -> String {
    guard case .object(let object) = result else { return result.words }
    return "{" + object.members.map(\.name).joined(separator: ", ") + "}"
  }

  /// The call as typed in a shell; its JSON may be broken between members.
  private func call(_ method: MethodEntry) throws -> [String] {
    let command = "$ skein call \(method.name)"
    guard method.exampleParams != RawJSON.emptyObject else { return [command] }
    let params = Tree(try method.exampleParams.value())
    let line = "\(command) '\(params.compact)'"
    if line.unicodeScalars.count <= Self.width { return [line] }
    let json = params.filled(width: Self.width - 6).joined(separator: "\n     ")
    return (command + " \\\n    '" + json + "'").split(separator: "\n").map(String.init)
  }

  private func write(_ notification: NotificationEntry, to page: inout Mdoc) throws {
    page.macro("Ss \(notification.name)")
    page.prose(notification.summary)
    page.members(of: notification.params, .sent, under: "Params:")
    page.literal(try Tree(notification.example.value()).filled(width: Self.width))
  }
}
