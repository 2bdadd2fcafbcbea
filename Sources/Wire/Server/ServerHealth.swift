/// `server/health`
package enum ServerHealth: Method {
  package typealias Runs = Turn
  package typealias Params = NoParams
  package static let name = "server/health"
  package static let summary = "Check the database, the disk, the log of changes and the providers."
  package static let details = """
    It answers within about a second from what is known: how the latest writes went, or one that \
    only tries, and whether the providers' keys were had. A keyCommand runs only if it has not run \
    yet, or failed a minute ago. Where files are on the daemon's machine is told to operators alone. \
    integrity says whether the database is known to be whole: by its end in order, or by the check \
    that runs beside the service after any other. search says how far the search index has come. \
    model is degraded where no list that is known has the configured model.
    """

  /// From best to worst.
  package enum Status: String, Codable, CaseIterable, Sendable {
    case ok, degraded, failing
  }

  package struct Result: Payload, Equatable {
    package static let fields = [
      "status": "The worst of the checks.",
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

  /// One thing that was looked at.
  package struct Check: NamedPayload, Equatable {
    package static let typeName = "HealthCheck"
    package static let fields = [
      "name": "What was looked at.",
      "status": "How it is.",
      "detail": "What was found, and what to do when it is not ok.",
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
      Check(name: "integrity", status: .ok, detail: "closed in order the last time"),
      Check(name: "search", status: .ok, detail: "all messages are in the index"),
      Check(name: "disk", status: .ok, detail: "81 GB free"),
      Check(name: "wal", status: .ok, detail: "1.2 MB"),
      Check(name: "provider", status: .ok, detail: "local: key none needed"),
      Check(name: "model", status: .ok, detail: "local/smollm2"),
      Check(name: "schema", status: .ok, detail: "version 1"),
      Check(name: "configuration", status: .ok, detail: "/home/ada/.config/skein/config.yaml"),
      Check(name: "clock", status: .ok, detail: "it keeps pace with the time that passes"),
    ]))
}
