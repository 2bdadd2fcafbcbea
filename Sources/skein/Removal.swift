import ArgumentParser
import Client
import Wire

/// How `rm` deletes what can be brought back.
struct RemovalOptions: ParsableArguments {
  @Flag(help: "Erase them, with all that belongs to them: nothing brings them back.")
  var permanent = false
  @Flag(name: .shortAndLong, help: "Do not ask for confirmation.") var force = false
}

extension Session {
  /// Deletes things, all of which are known by now. On a terminal a person is asked before one is
  /// erased; `details` is what such a question says of it behind its words.
  func remove<Thing: Nameable, M: Method>(
    _ things: [Thing], by _: M.Type, _ options: RemovalOptions, on connection: Connection,
    details: (Thing) -> String, params: (ID<Thing>, _ permanent: Bool?) -> M.Params
  ) throws {
    for thing in things {
      if options.permanent, !options.force, console.canAsk {
        let words = PrintableText.line(thing.words ?? "–")
        let question =
          "Delete \(Thing.noun) \(thing.reference), “\(words)”\(details(thing)) for good?"
        guard console.ask("\(question) [y/N]") else { continue }
      }
      try change(M.self, params(thing.id, options.permanent ? true : nil), on: connection) { _ in
        options.permanent
          ? "\(thing.subject) is deleted for good."
          : "\(thing.subject) is deleted; \(thing.restoring) brings it back."
      }
    }
  }

  /// Deleted things that are named may be erased.
  func removable<Thing: Nameable>(
    _ names: [String], _ options: RemovalOptions, on connection: Connection
  ) throws -> [Thing] {
    try names.map {
      try Reference<Thing>($0).find(on: connection, includeDeleted: options.permanent)
    }
  }
}
