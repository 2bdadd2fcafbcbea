import JSON
package import Wire

extension Incoming {
  /// The change that it tells of; `nil` when it tells of none.
  package var event: Noun.Event? {
    get throws {
      guard case .notification(EventChanged.name, let params?) = kind else { return nil }
      return try params.read(Noun.Event.self, of: EventChanged.name)
    }
  }
}
