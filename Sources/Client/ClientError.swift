/// Why the client could not do its part. What the daemon answered is a `Fault`.
package enum ClientError: Error, Equatable {
  /// Nothing answers, and nothing could be started: exit 69.
  case unreachable(String)
  /// Somebody else may answer, or does, and was sent nothing: exit 69.
  case untrusted(String)
  /// Another program answers, or another user's daemon that lets nobody else in: exit 69.
  case foreign(String)
  /// The connection ended before the answer: exit 69.
  case disconnected
  /// The daemon sent what the protocol does not know: exit 1.
  case malformed(String)
  /// An error of a kind that this client does not know yet: exit 1.
  case unknownFault(message: String, json: [UInt8])
  /// Asked for in a way that cannot be done: exit 64.
  case usage(String)
  /// A file of ours cannot be read or written: exit 1.
  case system(String)
  /// Ctrl-C while waiting: exit 130.
  case interrupted
  /// The deadline passed.
  case timedOut
  /// Whoever read our output has had enough: exit 0.
  case outputClosed

  /// For people, on one line.
  package var text: String {
    switch self {
    case .unreachable(let why), .untrusted(let why), .foreign(let why), .malformed(let why),
      .usage(let why), .system(let why):
      why
    case .disconnected:
      "The daemon closed the connection before it answered; skein daemon logs may say why."
    case .unknownFault(let message, _): message
    case .interrupted: "Interrupted."
    case .timedOut: "The daemon did not answer in time."
    case .outputClosed: "The output was closed."
    }
  }

  /// Whether it is somebody else who has the place where the daemon was looked for.
  var isAboutOthers: Bool {
    switch self {
    case .untrusted, .foreign: true
    case .unreachable, .disconnected, .malformed, .unknownFault, .usage, .system, .interrupted,
      .timedOut, .outputClosed:
      false
    }
  }
}
