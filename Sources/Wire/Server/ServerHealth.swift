/// `server/health`
package enum ServerHealth: Method {
  package typealias Runs = Turn
  package typealias Params = NoParams
  package static let name = "server/health"
  package static let summary =
    "Check the database, the disk, the write-ahead log, the providers and more."
  package static let details = """
    The answer comes within about a second, from what the daemon already knows: whether the latest \
    writes succeeded, or else a test write, and whether the providers' keys are available. A \
    keyCommand is run only if it has not run yet, or if it failed at least a minute ago. Only \
    operators see where files are on the daemon's machine. integrity says whether the database is \
    known to be undamaged: the daemon stopped cleanly the last time, or else the check that runs \
    in the background has passed. search gives the progress of the search index. model is degraded \
    when the configured default model is in no list of models that is known.
    """

  /// From best to worst.
  package enum Status: String, Codable, CaseIterable, Sendable {
    case ok, degraded, failing
  }

  package struct Result: Payload, Equatable {
    package static let fields = [
      "status": "The worst status of all checks.",
      "checks":
        "database, integrity, search, disk, wal, provider, model, schema, configuration and clock.",
    ]

    package let status: Status
    package let checks: [Check]

    package init(checks: [Check]) {
      let found = checks.map(\.status)
      status = Status.allCases.last(where: found.contains) ?? .ok
      self.checks = checks
    }
  }

  /// The result of one check.
  package struct Check: NamedPayload, Equatable {
    package static let typeName = "HealthCheck"
    package static let fields = [
      "name": "What was checked.",
      "status": "The result of the check.",
      "detail": "What was found, and what to do if the status is not ok.",
    ]

    package let name: String
    package let status: Status
    package let detail: String

    package init(name: String, status: Status, detail: String) {
      self.name = name
      self.status = status
      self.detail = detail
    }
  }

  package static let example = Example<ServerHealth>(
    NoParams(),
    Result(checks: [
      Check(name: "database", status: .ok, detail: "readable and writable"),
      Check(name: "integrity", status: .ok, detail: "closed cleanly the last time"),
      Check(name: "search", status: .ok, detail: "all messages are in the index"),
      Check(name: "disk", status: .ok, detail: "81 GB free"),
      Check(name: "wal", status: .ok, detail: "1.2 MB"),
      Check(name: "provider", status: .ok, detail: "local: no key is set"),
      Check(name: "model", status: .ok, detail: "local/smollm2"),
      Check(name: "schema", status: .ok, detail: "version \(SchemaVersion.newest)"),
      Check(name: "configuration", status: .ok, detail: "/home/ada/.config/skein/config.yaml"),
      Check(name: "clock", status: .ok, detail: "it runs normally"),
    ]))
}
