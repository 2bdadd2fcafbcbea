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
    let checking = report(.checking(.badEnd, since: since, bytes: 4_800_000_000))
    #expect(checking?.status == .degraded)
    #expect(checking?.detail.contains("4800 MB") == true, "\(String(describing: checking))")
    #expect(checking?.detail.contains("12 s") == true)
    #expect(report(.checking(.damageMet, since: since, bytes: 1))?.status == .degraded)
    #expect(report(.checking(.age, since: since, bytes: 1))?.status == .ok)
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

  @Test func `damage that db/check meets is its answer, and nothing is written from then on`()
    async throws
  {
    let home = try TemporaryDaemon()
    let first = try home.connect()
    for number in 1...300 {
      _ = try await first.call(ThreadCreate.self, .init(title: Title(trusted: "T\(number)")))
    }
    home.daemon.close()
    let path = home.folder.path + "/skein.db"
    try damageThreads(in: path)
    let daemon = try TemporaryDaemon.open(home.folder, home.models)
    defer { daemon.close() }
    let client = try TestClient(daemon)
    let found = try await client.call(DatabaseCheck.self, NoParams())
    #expect(!found.ok)
    #expect(found.problems.contains { $0.hasPrefix("page or index: ") }, "\(found.problems)")
    let refused = try await client.fault("task/create", #"{"title":"Wind"}"#)
    #expect(refused.kind == .storage && refused.message.contains("restore a backup"))
    let checks = try await client.call(ServerHealth.self, NoParams()).checks
    #expect(checks.first { $0.name == "integrity" }?.status == .failing)
    #expect(checks.first { $0.name == "database" }?.status == .failing)
    // What was found once is found again.
    #expect(try await !client.call(DatabaseCheck.self, NoParams()).problems.isEmpty)
  }

  /// Noise in the table of threads, behind a mark of a clean end.
  private func damageThreads(in path: String) throws {
    let queue = try DatabaseQueue(path: path)
    let page = try queue.read { db in
      try Int.fetchOne(
        db, sql: "SELECT max(pageno) FROM dbstat WHERE name = 'thread' AND pagetype = 'leaf'")
    }
    try queue.close()
    let file = try FileHandle(forUpdating: URL(filePath: path))
    try file.seek(toOffset: UInt64((try #require(page) - 1) * 4096))
    try file.write(contentsOf: Data((0..<4096).map { UInt8(truncatingIfNeeded: $0 &* 31) }))
    try file.close()
    CleanEnd(ofDatabase: path).make(checkedAt: .now)
    try #require(CleanEnd(ofDatabase: path).isTrue)
  }
}
