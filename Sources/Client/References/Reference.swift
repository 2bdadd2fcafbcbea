package import Wire

/// A thing that people name by a number, by its id or the beginning of that, or by a title.
package protocol Nameable: NamedPayload {
  /// The method that says what a name means.
  associatedtype Find: Method where Find.Params == FindParams, Find.Result == Found<Self>

  /// The name of its kind in one word, which is also that of its command.
  static var noun: String { get }

  var id: ID<Self> { get }
  /// What people call it: its number; its id where a daemon of an older version has no numbers.
  var reference: String { get }
  /// Its title or text, where it has any.
  var words: String? { get }
  var deletedAt: Timestamp? { get }
  /// Its last activity and its size, to tell it from similar ones.
  var details: String { get }
  /// The command that restores it.
  var restoring: String { get }
  /// Whether it is an earlier version of another: it can be named by its number, but is not
  /// suggested.
  var isVersion: Bool { get }

  static func get(_ id: ID<Self>, on connection: Connection) throws -> Self
}

extension Nameable {
  package var restoring: String { "skein \(Self.noun) restore \(reference)" }
  package var isVersion: Bool { false }

  /// `thread 12, “Wool”,` within a sentence that continues.
  package var name: String {
    let name = "\(Self.noun) \(reference)"
    return words.map { "\(name), “\($0)”," } ?? name
  }

  /// The same at the beginning of a sentence.
  package var subject: String { name.prefix(1).uppercased() + name.dropFirst() }
}

/// A reference as it was typed; one call to the daemon finds what it names.
package struct Reference<Thing: Nameable>: Equatable {
  private let name: TypedName

  package init(_ text: String) throws(ClientError) {
    guard let name = TypedName(text) else {
      throw .usage(
        text.trimmingWhitespace().isEmpty
          ? "Expected a \(Thing.noun)'s number, id or title, not nothing."
          : "No \(Thing.noun) has such a name: expected a number, an id or a title of at most "
            + "\(TypedName.lengthLimit) characters on one line.")
    }
    self.name = name
  }

  /// The id itself, when it is given whole.
  package var whole: ID<Thing>? {
    guard let ids = name.ids(of: Thing.self), ids.first == ids.last else { return nil }
    return ids.first
  }

  /// The id. A whole id is not looked up: the method that uses it reports when it does not exist.
  package func resolve(
    on connection: Connection, includeDeleted: Bool = false
  ) throws -> ID<Thing> {
    try whole ?? find(on: connection, includeDeleted: includeDeleted).id
  }

  /// The thing itself; a deleted one only with `includeDeleted`, or with `takesDeleted` where nothing
  /// else has the name. With `prefersDeleted` the deleted ones win where others have the same name: a
  /// restore means those.
  package func find(
    on connection: Connection, includeDeleted: Bool = false, prefersDeleted: Bool = false,
    takesDeleted: Bool = false
  ) throws -> Thing {
    guard let whole else {
      var found = try connection.call(
        Thing.Find.self, FindParams(name: name, includeDeleted: includeDeleted ? true : nil))
      let deleted = found.data.filter { $0.deletedAt != nil }
      if prefersDeleted, !deleted.isEmpty {
        found = Found(deleted, by: found.by, hasMore: found.hasMore)
      }
      return try choose(from: found, includeDeleted: includeDeleted || takesDeleted)
    }
    let thing = try Thing.get(whole, on: connection)
    guard includeDeleted || takesDeleted || thing.deletedAt == nil else {
      throw Self.isDeleted(thing)
    }
    return thing
  }

  func choose(from found: Found<Thing>, includeDeleted: Bool = false) throws(ClientError) -> Thing {
    guard let thing = found.data.first, let kind = found.by else {
      throw .usage(nothing(butSimilar: found.similar ?? []))
    }
    guard found.data.count == 1 else { throw .usage(several(found, kind)) }
    guard includeDeleted || thing.deletedAt == nil else { throw Self.isDeleted(thing) }
    return thing
  }

  /// How many candidates are listed: few enough that the sentence above them stays in sight.
  static var shownChoices: Int { 5 }

  private func nothing(butSimilar similar: [Thing]) -> String {
    let number = name.isDigits && name.text.utf8.count < TypedName.digitsOfID
    let none =
      number
      ? "You have no \(Thing.noun) with the number \(name.text), nor with that title"
      : "You have no \(Thing.noun) with the title “\(name.text)”, nor one whose id begins with that"
    let list = "skein \(Thing.noun) list shows them"
    guard !similar.isEmpty else { return "\(none): \(list)." }
    // Other characters would have a meaning to the shell.
    let isPlain = name.text.allSatisfy { $0.isLetter || $0.isNumber || $0 == " " }
    let search = isPlain ? "skein search \(name.text)" : "skein search"
    let more = Thing.noun == "thread" ? "; \(search) searches all threads" : ""
    return "\(none). Similar titles; name one by its number\(more):\n"
      + lines(of: similar).joined(separator: "\n")
  }

  private func several(_ found: Found<Thing>, _ kind: NamedBy) -> String {
    let count = "\(found.hasMore ? "More than " : "")\(found.data.count) \(Thing.noun)s"
    let has =
      switch kind {
      case .title: "have the title “\(name.text)”"
      case .id, .number: "have an id that begins with \(name.text)"
      }
    let isDeleted = found.data.allSatisfy { $0.deletedAt != nil }
    let sentence = "\(count) \(has)\(isDeleted ? ", all of them deleted" : "")"
    switch kind {
    // With so many matches, listing some of them would not help.
    case .id where found.hasMore, .number where found.hasMore:
      return "\(sentence): name one by its number; skein \(Thing.noun) list shows them."
    case .id, .number, .title: break
    }
    let originals = found.data.filter { !$0.isVersion }
    let listed = originals.isEmpty ? found.data : originals
    let shown = listed.prefix(Self.shownChoices)
    let rest = found.data.count - shown.count
    let more = rest == 0 ? [] : ["  … \(found.hasMore ? "more than " : "")\(rest) more"]
    return "\(sentence); name one by its number:\n"
      + (lines(of: Array(shown)) + more).joined(separator: "\n")
  }

  private func lines(of things: [Thing]) -> [String] {
    things.map { thing in
      let mark = thing.deletedAt == nil ? "" : "(deleted) "
      return "  \(thing.reference)  \(thing.details)  \(mark)\(thing.words ?? "–")"
    }
  }

  /// The error for a deleted thing, which must not be used by accident; it names the command that
  /// restores the thing.
  package static func isDeleted(_ thing: Thing) -> ClientError {
    .usage("\(thing.subject) is deleted; \(thing.restoring) brings it back.")
  }
}

extension TypedName {
  /// The number, unless the text can also be the beginning of an id.
  var plainNumber: PositiveCount? { text.utf8.count < Self.digitsOfID ? number : nil }
}
