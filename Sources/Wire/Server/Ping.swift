/// `ping`
package enum Ping: Method {
  package typealias Runs = Link
  package typealias Params = NoParams
  package typealias Result = Done
  package static let name = "ping"
  package static let summary = "Answer at once, to show that the daemon is running."
  package static let example = Example<Ping>(NoParams(), Done())
}
