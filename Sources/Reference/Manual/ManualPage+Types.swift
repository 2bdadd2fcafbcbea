import Wire

extension ManualPage {
  /// Writes the named payloads that belong to this page, then where to find the others that it
  /// mentions.
  func writeTypes(to page: inout Mdoc) {
    let mentioned = catalogue.types.filter { isMentioned($0.name) }
    guard !mentioned.isEmpty else { return }
    page.macro("Sh TYPES")
    for type in mentioned where home(of: type) == plan.name {
      page.macro("Ss", words: type.name)
      page.members(of: type.object, type.isSent ? .sent : .params)
    }
    for type in mentioned where home(of: type) != plan.name && type.name != FaultData.typeName {
      page.macro("Pp")
      page.macro("Vt \(type.name)")
      page.prose("is in")
      page.macro("Xr skein-\(home(of: type)) 7 .")
    }
  }

  func writeSeeAlso(to page: inout Mdoc) {
    let pages = (PagePlan.all.map(\.name) + ["rpc"]).filter { $0 != plan.name }.sorted()
    page.macro("Sh SEE ALSO")
    page.macro("Xr skein 1 ,")
    for name in pages { page.macro("Xr skein-\(name) 7 ,") }
    page.macro("Xr skeind 8")
  }

  /// The page that describes the type: the one whose name the type's name begins with, or else the
  /// one that mentions the type most often, the first of equal ones. Errors belong to skein-rpc(7).
  private func home(of type: TypeEntry) -> String {
    if [ErrorObject.typeName, FaultData.typeName].contains(type.name) { return "rpc" }
    let pages = PagePlan.all.map { ($0.name, count: mentions(of: type.name, on: $0)) }
    let name = type.name.lowercased()
    let named = pages.filter { $0.count > 0 && name.hasPrefix($0.0) }
    if let longest = named.max(by: { $0.0.count < $1.0.count }) { return longest.0 }
    let most = pages.map(\.count).max() ?? 0
    return most == 0 ? "rpc" : pages.first { $0.count == most }?.0 ?? "rpc"
  }

  /// How many methods and notifications of a page mention a type.
  private func mentions(of type: String, on plan: PagePlan) -> Int {
    catalogue.methods.count { plan.claims($0.name) && mentions($0.schemas, type) }
      + catalogue.notifications.count {
        plan.claims($0.name) && mentions([.object($0.params)], type)
      }
  }

  private func isMentioned(_ type: String) -> Bool { mentions(of: type, on: plan) > 0 }

  private func mentions(_ schemas: [Schema], _ type: String) -> Bool {
    var types = TypeCollector()
    for schema in schemas { types.meet(schema, .sent) }
    return types.entries.contains { $0.name == type }
  }
}

extension MethodEntry {
  fileprivate var schemas: [Schema] { [.object(params), result] }
}

extension Mdoc {
  /// Writes a list of members, each with its type and its sentence.
  mutating func members(of object: Schema.Object, _ direction: Direction) {
    guard !object.members.isEmpty else { return }
    macro("Bl -tag -width Ds -compact")
    for member in object.members {
      macro("It Cm \(member.name) Pq", words: member.words(direction))
      prose(member.summary)
    }
    macro("El")
  }

  mutating func members(of object: Schema.Object, _ direction: Direction, under title: String) {
    guard !object.members.isEmpty else { return }
    macro("Pp")
    prose(title)
    members(of: object, direction)
  }
}
