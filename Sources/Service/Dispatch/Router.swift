import Wire

/// Finds a method's handler by the method's name.
///
/// It is made from the method pack, so the code does not compile while a method lacks a handler of
/// its kind.
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

  /// Whether a call may go ahead of earlier calls that are held.
  func mayOvertake(_ call: Call, for session: Session?) -> Bool {
    entries[call.method]?.mayOvertake(call, session) ?? false
  }

  /// Runs a call. Without a session only open methods answer, and all others are refused.
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

  /// The declared name that is most similar to `name`, with at most two typing errors, if there is
  /// one.
  private func nearest(to name: String) -> String? {
    guard name.utf8.count <= 64 else { return nil }
    let ranked = entries.keys.map { ($0, $0.editDistance(to: name)) }
    return ranked.filter { $0.1 <= 2 }.min { ($0.1, $0.0) < ($1.1, $1.0) }?.0
  }
}

/// The router of the service, with the handlers of all methods.
let router = Router(api)
