import Identity
import Wire

/// Notices that the configuration has changed since the daemon read it, once for each change.
///
/// The lock beside the socket says what the daemon has read, so the daemon is not asked.
package struct ConfigurationNews {
  /// `daemon's stamp LF stamp now`, of the change that was reported last.
  private static let fileName = "/configuration-seen"

  private let now: ConfigurationStamp?
  private let place: String?

  package init(_ dialer: Dialer) {
    now = dialer.configuration
    place = dialer.environment.places.state.map { $0 + Self.fileName }
  }

  /// The message for the person, when this change was not reported yet.
  package func news(on connection: Connection) -> String? {
    guard let now, let read = Self.read(by: connection), let text = text(now, after: read) else {
      return nil
    }
    guard let place else { return text }
    let note = "\(read)\n\(now)\n"
    guard SmallFile.read(place, limit: 16 << 10) != Array(note.utf8) else { return nil }
    do throws(ClientError) {
      if let slash = place.lastIndex(of: "/") {
        try SmallFile.makeDirectory(String(place[..<slash]))
      }
      try SmallFile.replace(place, with: note)
    } catch {
      // If this cannot be remembered, the change is reported again: better twice than never.
      return text
    }
    return text
  }

  /// The same for a command that asks for this status, each time that it does.
  package func text(on connection: Connection) -> String? {
    guard let now, let read = Self.read(by: connection) else { return nil }
    return text(now, after: read)
  }

  /// Compares with the daemon's own configuration file only; for another file there is no message.
  private func text(_ now: ConfigurationStamp, after read: ConfigurationStamp) -> String? {
    guard now.differs(from: read) else { return nil }
    return "\(now.path) has changed since the daemon read it: skein daemon reload takes it up."
  }

  private static func read(by connection: Connection) -> ConfigurationStamp? {
    LockFile(besideSocket: connection.path)?.report
      .flatMap { ConfigurationStamp($0.configuration) }
  }
}
