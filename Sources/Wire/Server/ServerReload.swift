/// `server/reload`
package enum ServerReload: Method {
  package typealias Runs = Turn
  package typealias Params = NoParams
  package static let name = "server/reload"
  package static let summary = "Read the configuration again, as SIGHUP does. For operators."
  package static let details = """
    From the answer on, either the whole new configuration is in force or the old one: a \
    configuration that cannot be used is refused with invalidState, and the message says why. \
    Running turns keep the settings that they started with.
    """
  package static let faults: [Fault.Kind] = [.forbidden, .invalidState]

  package struct Result: Payload, Equatable {
    package static let fields = [
      "changed": "The settings that have changed and are now in force.",
      "needRestart": "The settings that have changed and take effect only after a restart.",
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
