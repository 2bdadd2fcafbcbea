import Client
import Wire

/// What `restore` brings back.
extension Session {
  /// Things that are to come back: of those of one name the deleted ones. All are known before one
  /// does.
  func restorable<Thing: Nameable>(
    _ names: [String], on connection: Connection
  ) throws -> [Thing] {
    try names.map {
      try Reference<Thing>($0).find(on: connection, includeDeleted: true, prefersDeleted: true)
    }.eachOnce
  }

  /// Brings things back. Of one that is not deleted it says so, and `advice`, what may have been
  /// meant.
  func restore<Thing: Nameable, M: Method>(
    _ things: [Thing], by _: M.Type, on connection: Connection,
    advice: (Thing) throws -> String? = { _ in nil }, params: (ID<Thing>) -> M.Params
  ) throws {
    for thing in things {
      let hint = thing.deletedAt == nil ? try advice(thing) : nil
      try change(M.self, params(thing.id), on: connection) { _ in
        guard thing.deletedAt == nil else { return "\(thing.subject) is back." }
        return ["\(thing.subject) is not deleted: nothing has changed.", hint]
          .compactMap(\.self).joined(separator: " ")
      }
    }
  }
}
