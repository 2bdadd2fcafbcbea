import Wire

/// Finds a method's handler by its name.
///
/// Made from the method pack: it does not compile while a method has no handler of its kind.
struct Router: Sendable {
  private struct Entry: Sendable {
    let route: Route
    let mayOvertake: @Sendable (Call, Session?) -> Bool

    init<H: Handler>(_: H.Type) {
      route = H.route
      mayOvertake = { H.mayOvertake($0, for: $1) }
    }
  }

  private let entries: [String: Entry]

  init<each H: Handler>(_ methods: MethodPack<repeat each H>) {
    var entries: [String: Entry] = [:]
    for (name, entry) in repeat ((each H).name, Entry((each H).self)) {
      precondition(entries.updateValue(entry, forKey: name) == nil, "\(name) is declared twice")
    }
    self.entries = entries
  }

  /// Whether a call goes ahead of those before it that are held.
  func mayOvertake(_ call: Call, for session: Session?) -> Bool {
    entries[call.method]?.mayOvertake(call, session) ?? false
  }

  /// Without a session only the open methods answer; all else is refused.
  func route(
    _ call: Call, on connection: Connection, for session: Session?, refusal: Fault
  ) {
    switch (entries[call.method]?.route, session) {
    case (.open(let run), _): run(call, connection)
    case (.owned(let run), let session?): run(call, session)
    case (nil, _?): call.fail(.methodNotFound(call.method, nearest: nearest(to: call.method)))
    case (_, nil): call.fail(refusal)
    }
  }

  /// The declared name within two typing errors of `name`, if one is.
  private func nearest(to name: String) -> String? {
    guard name.utf8.count <= 64 else { return nil }
    let ranked = entries.keys.map { ($0, $0.editDistance(to: name)) }
    return ranked.filter { $0.1 <= 2 }.min { ($0.1, $0.0) < ($1.1, $1.0) }?.0
  }
}

/// The whole service: every method and what handles it.
let router = Router(api)
