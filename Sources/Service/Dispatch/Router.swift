import Wire

/// Finds a method's handler by its name.
///
/// Made from the method pack: it does not compile while a method has no handler of its kind.
struct Router: Sendable {
  private let routes: [String: Route]

  init<each H: Handler>(_ methods: MethodPack<repeat each H>) {
    var routes: [String: Route] = [:]
    for (name, route) in repeat ((each H).name, (each H).route) {
      precondition(routes.updateValue(route, forKey: name) == nil, "\(name) is declared twice")
    }
    self.routes = routes
  }

  /// Without a session only the open methods answer; all else is refused.
  func route(
    _ call: Call, on connection: Connection, for session: Session?, refusal: Fault
  ) {
    switch (routes[call.method], session) {
    case (.open(let run), _): run(call, connection)
    case (.owned(let run), let session?): run(call, session)
    case (nil, _?): call.fail(.methodNotFound(call.method, nearest: nearest(to: call.method)))
    case (_, nil): call.fail(refusal)
    }
  }

  /// The declared name within two typing errors of `name`, if one is.
  private func nearest(to name: String) -> String? {
    guard name.utf8.count <= 64 else { return nil }
    let ranked = routes.keys.map { ($0, $0.editDistance(to: name)) }
    return ranked.filter { $0.1 <= 2 }.min { ($0.1, $0.0) < ($1.1, $1.0) }?.0
  }
}

/// The whole service: every method and what handles it.
let router = Router(api)
