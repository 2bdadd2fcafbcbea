/// `server/shutdown`
package enum ServerShutdown: Method {
  package typealias Runs = Link
  package typealias Params = NoParams
  package typealias Result = Done
  package static let name = "server/shutdown"
  package static let summary = "Stop the daemon, as SIGTERM does. For operators."
  package static let details =
    "Running turns have the grace period to finish; turns that need longer end as interrupted."
  package static let faults: [Fault.Kind] = [.forbidden]
  package static let example = Example<ServerShutdown>(NoParams(), Done())
}
