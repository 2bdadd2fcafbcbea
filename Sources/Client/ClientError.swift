/// Why the client could not do its part. An error that the daemon answered is a `Fault`.
package enum ClientError: Error, Equatable {
  /// No daemon answers, and none could be started: exit 69.
  case unreachable(String)
  /// The socket is not safe: another user could or does listen there. Nothing was sent: exit 69.
  case untrusted(String)
  /// Another program listens at the socket, or another user's daemon that refuses this user: exit
  /// 69.
  case foreign(String)
  /// The connection ended before the answer: exit 69.
  case disconnected
  /// The daemon sent something that is not part of the protocol: exit 1.
  case malformed(String)
  /// An error of a kind that this client does not know yet: exit 1.
  case unknownFault(message: String, json: [UInt8])
  /// The command cannot do what it was asked in this way: exit 64.
  case usage(String)
  /// A file or device on the client's side cannot be read or written: exit 1.
  case system(String)
  /// Ctrl-C while waiting: exit 130.
  case interrupted
  /// The deadline passed.
  case timedOut
  /// The reader of our output closed it: exit 0.
  case outputClosed

  /// The message for people, on one line.
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

  /// Whether another user or program holds the place where the daemon was looked for.
  var isAboutOthers: Bool {
    switch self {
    case .untrusted, .foreign: true
    case .unreachable, .disconnected, .malformed, .unknownFault, .usage, .system, .interrupted,
      .timedOut, .outputClosed:
      false
    }
  }
}
