import Identity
import Wire

/// Notices a configuration that has changed since the daemon read it, once for each change.
///
/// The lock beside the socket says what the daemon has read: nobody is asked.
package struct ConfigurationNews {
  /// `daemon's stamp LF stamp now`, of what was said last.
  private static let fileName = "/configuration-seen"

  private let now: ConfigurationStamp?
  private let place: String?

  package init(_ dialer: Dialer) {
    now = dialer.configuration
    place = dialer.environment.places.state.map { $0 + Self.fileName }
  }

  /// What to tell the person, when it has not been told yet.
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
      // Where it can't be kept, it is said again: better twice than never.
      return text
    }
    return text
  }

  /// The same for who asks for just that, as often as that is.
  package func text(on connection: Connection) -> String? {
    guard let now, let read = Self.read(by: connection) else { return nil }
    return text(now, after: read)
  }

  /// Another file than the daemon's is another matter.
  private func text(_ now: ConfigurationStamp, after read: ConfigurationStamp) -> String? {
    guard now.differs(from: read) else { return nil }
    return "\(now.path) has changed since the daemon read it: skein daemon reload takes it up."
  }

  private static func read(by connection: Connection) -> ConfigurationStamp? {
    LockFile(besideSocket: connection.path)?.report
      .flatMap { ConfigurationStamp($0.configuration) }
  }
}
