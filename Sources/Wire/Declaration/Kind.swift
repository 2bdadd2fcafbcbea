/// How a method runs. Each kind is a type without values, so that a handler protocol can require
/// it.
package protocol Kind: Sendable {
  static var name: String { get }
}

/// Reads a bounded amount and never writes: answered on the event loop.
package enum Read: Kind {
  package static let name = "read"
}

/// Reads slowly or without a bound: runs off the event loop, on a database reader of its own.
package enum Scan: Kind {
  package static let name = "scan"
}

/// Writes in one savepoint of the writer's group transaction; answered after its commit.
package enum Write: Kind {
  package static let name = "write"
}

/// Runs asynchronously, because it waits for a model, a provider or the disk.
package enum Turn: Kind {
  package static let name = "turn"
}

/// Concerns the connection or the daemon itself.
package enum Link: Kind {
  package static let name = "link"
}
