/// `server/reload`
package enum ServerReload: Method {
  package typealias Runs = Turn
  package typealias Params = NoParams
  package static let name = "server/reload"
  package static let summary = "Read the configuration again, as SIGHUP does. For operators."
  package static let details = """
    All of the new configuration holds from the answer on, or none of it: one that cannot be used is \
    -32009, with what is wrong as its message, and the old one stays in force. Turns that run go on \
    with what they began with.
    """
  package static let faults: [Fault.Kind] = [.forbidden, .invalidState]

  package struct Result: Payload, Equatable {
    package static let fields = [
      "changed": "The settings that differ from what was in force, and hold now.",
      "needRestart": "Those that differ and hold only when the daemon is started again.",
    ]

    package let changed: [String]
    package let needRestart: [String]

    package init(changed: [String], needRestart: [String]) {
      self.changed = changed
      self.needRestart = needRestart
    }
  }

  package static let example = Example<ServerReload>(
    NoParams(), Result(changed: ["model", "providers"], needRestart: ["socket"]))
}
