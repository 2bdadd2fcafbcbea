import Foundation
import GRDB
import Testing
import Wire

@testable import Service
@testable import Store

/// What health says of the database's pages.
@Suite struct IntegrityTests {
  private func report(_ wholeness: Wholeness) -> ServerHealth.Check? {
    let condition = Condition(
      isWritable: .known(true), writing: WriteOutcome(), freeDiskBytes: .known(1 << 40),
      walBytes: .known(0), checkpointFailure: nil, schemaVersion: .known(1),
      wholeness: wholeness, indexing: .known(IndexProgress(indexed: 7, total: 7)))
    let findings = HealthWatch.Findings(
      condition: Lookup<Condition>.Finding(value: condition, at: .now), keys: [],
      configurationPath: nil, now: .now)
    return HealthReport(
      findings: findings, databasePath: "/there/skein.db", tellsMachine: true, doubt: nil
    ).checks.first { $0.name == "integrity" }
  }

  @Test func `what is known is ok, what is being found out is degraded, damage is failing`() {
    #expect(report(.known)?.status == .ok)
    #expect(report(.checked(seconds: 5.2))?.status == .ok)
    #expect(report(.checked(seconds: 5.2))?.detail.contains("5 s") == true)
    let since = ContinuousClock.now - .seconds(12)
    let checking = report(.checking(since: since, bytes: 4_800_000_000))
    #expect(checking?.status == .degraded)
    #expect(checking?.detail.contains("4800 MB") == true, "\(String(describing: checking))")
    #expect(checking?.detail.contains("12 s") == true)
    #expect(report(.unknown("its check was stopped"))?.status == .degraded)
    let damaged = report(.damaged("/there/skein.db is damaged"))
    #expect(damaged?.status == .failing)
    #expect(damaged?.detail == "/there/skein.db is damaged")
  }

  @Test func `a daemon that was closed in order knows its database to be whole`() async throws {
    let home = try TemporaryDaemon()
    let check = try await home.connect().call(ServerHealth.self, NoParams()).checks
      .first { $0.name == "integrity" }
    #expect(check?.status == .ok)
  }
}
