/// How a method runs. One uninhabited type each, so that a handler protocol can demand it.
package protocol Kind: Sendable {
  static var name: String { get }
}

/// Bounded, never writes: answered on the event loop.
package enum Read: Kind {
  package static let name = "read"
}

/// Slow or unbounded reading: off the loop, on a reader of its own.
package enum Scan: Kind {
  package static let name = "scan"
}

/// One savepoint in the writer's group transaction; answered after its commit.
package enum Write: Kind {
  package static let name = "write"
}

/// Asynchronous: waits on a model or a provider.
package enum Turn: Kind {
  package static let name = "turn"
}

/// About the connection or the daemon itself.
package enum Link: Kind {
  package static let name = "link"
}
