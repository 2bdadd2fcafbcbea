import JSON
package import Wire

extension Incoming {
  /// The event that the notification carries; `nil` for any other message.
  package var event: Noun.Event? {
    get throws {
      guard case .notification(EventChanged.name, let params?) = kind else { return nil }
      return try params.read(Noun.Event.self, of: EventChanged.name)
    }
  }
}
