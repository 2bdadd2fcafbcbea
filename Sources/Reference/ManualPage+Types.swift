import Wire

extension ManualPage {
  /// The named payloads that belong here, then where to find the others that are mentioned.
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

  /// The page that has the type's name, else that of the first method that mentions the type; errors
  /// are the protocol's own.
  private func home(of type: TypeEntry) -> String {
    let name = type.name.lowercased()
    if PagePlan.all.contains(where: { $0.name == name }) { return name }
    if [ErrorObject.typeName, FaultData.typeName].contains(type.name) { return "rpc" }
    if let own = PagePlan.all.first(where: { $0.name == type.name.lowercased() }) {
      return own.name
    }
    let method = catalogue.methods.first { mentions($0.schemas, type.name) }
    let notification = catalogue.notifications.first { mentions([.object($0.params)], type.name) }
    guard let name = method?.name ?? notification?.name else { return "rpc" }
    return PagePlan.all.first { $0.claims(name) }?.name ?? "rpc"
  }

  private func isMentioned(_ type: String) -> Bool {
    catalogue.methods.contains { plan.claims($0.name) && mentions($0.schemas, type) }
      || catalogue.notifications.contains {
        plan.claims($0.name) && mentions([.object($0.params)], type)
      }
  }

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
  /// A list of members, each with its type and its sentence.
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
