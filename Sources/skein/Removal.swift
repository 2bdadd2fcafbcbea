import ArgumentParser
import Client
import Wire

/// How `rm` deletes what can be brought back.
struct RemovalOptions: ParsableArguments {
  @Flag(help: "Erase them, with all that belongs to them: nothing brings them back.")
  var permanent = false
  @OptionGroup var force: ForceOption
}

/// Whether what is deleted for good is asked about.
struct ForceOption: ParsableArguments {
  @Flag(name: .shortAndLong, help: "Do not ask for confirmation.") var force = false
}

extension Session {
  /// Deletes things, all of which are known by now; `details` is what is said of one behind its
  /// name, before it is deleted. One that is deleted already is told of, and stays as it is.
  func remove<Thing: Nameable, M: Method>(
    _ things: [Thing], by _: M.Type, _ options: RemovalOptions, on connection: Connection,
    details: (Thing) throws -> RemovalDetails = { _ in RemovalDetails() },
    params: (ID<Thing>, _ permanent: Bool?) -> M.Params
  ) throws {
    if options.permanent { try refuseUnasked(options.force) }
    for thing in things {
      let said = try details(thing)
      let words = PrintableText.line(thing.words ?? "–")
      let question =
        "Delete \(Thing.noun) \(thing.reference), “\(words)”\(said.question), for good?"
      if options.permanent, !isMeant(question, options.force) {
        confirm("\(thing.subject) stays as it is.")
        continue
      }
      try change(M.self, params(thing.id, options.permanent ? true : nil), on: connection) { _ in
        if options.permanent { return "\(thing.subject) is deleted for good\(said.along)." }
        return thing.deletedAt == nil
          ? "\(thing.subject) is deleted\(said.along); \(thing.restoring) brings it back."
          : "\(thing.subject) was deleted before: nothing has changed. \(thing.restoring) brings it "
            + "back."
      }
    }
  }

  /// Refuses, before anything is done, what nothing brings back where nobody can be asked about it.
  func refuseUnasked(_ option: ForceOption) throws(ClientError) {
    guard !option.force, !console.canAsk else { return }
    throw .usage(
      "Nothing was deleted: what is deleted for good is asked about, and there is no terminal to "
        + "ask on. --force deletes it without asking.")
  }

  /// Whether a person says yes, or has said so with --force.
  func isMeant(_ question: String, _ option: ForceOption) -> Bool {
    option.force || console.ask("\(question) [y/N]")
  }

  /// Things that are to be deleted: one that is deleted softly already may be deleted for good, and
  /// otherwise is meant where nothing else has its name.
  func removable<Thing: Nameable>(
    _ names: [String], _ options: RemovalOptions, on connection: Connection
  ) throws -> [Thing] {
    try names.map {
      let reference = try Reference<Thing>($0)
      return options.permanent
        ? try reference.find(on: connection, includeDeleted: true)
        : try reference.find(on: connection, takesDeleted: true)
    }.eachOnce
  }
}

extension Array where Element: Nameable {
  /// Without what is named more than once: what happens to it is said once.
  var eachOnce: [Element] {
    var seen: Set<ID<Element>> = []
    return filter { seen.insert($0.id).inserted }
  }
}

/// What is said of a thing that is about to be deleted.
struct RemovalDetails {
  /// Behind its name, in the question whether it is to be deleted for good.
  var question = ""
  /// What goes with it, behind the sentence that it is deleted.
  var along = ""
}
