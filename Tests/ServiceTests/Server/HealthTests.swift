import Foundation
import GRDB
import JSON
import OpenAI
import Testing
import Wire

@testable import Service
@testable import Store

/// `server/health` answers from what is known.
@Suite struct HealthTests {
  private func check(
    _ name: String, of client: TestClient
  ) async throws -> ServerHealth.Check {
    let health = try await client.call(ServerHealth.self, NoParams())
    return try #require(health.checks.first { $0.name == name })
  }

  @Test func `a writer that is busy for long holds up no answer`() async throws {
    let home = try TemporaryDaemon()
    let client = try home.connect()
    let goesOn = DispatchSemaphore(value: 0)
    let isBusy = DispatchSemaphore(value: 0)
    home.daemon.store.writes.submit(
      WriteQueue.Job(
        perform: { _ in
          isBusy.signal()
          goesOn.wait()
          return {}
        }, refuse: { _ in }))
    await Task.detached { isBusy.wait() }.value
    defer { goesOn.signal() }
    let database = try await check("database", of: client)
    #expect(database.status == .ok)
    #expect(database.detail.contains("a write waits"))
  }

  @Test func `failing writes are seen, and that they are taken again`() async throws {
    let home = try TemporaryDaemon()
    let client = try home.connect()
    try await home.daemon.store.pool.writeWithoutTransaction { db in
      // As SQLITE_FULL comes from a disk without room.
      let pages = try Int.fetchOne(db, sql: "PRAGMA page_count") ?? 0
      try db.execute(sql: "PRAGMA max_page_count = \(pages)")
    }
    let thread = try await client.call(ThreadCreate.self, .init()).thread
    var fault: Fault?
    for _ in 0..<200 where fault == nil {
      do {
        _ = try await client.call(
          MessageAppend.self,
          .init(
            threadId: thread.id, role: .user,
            content: Content(trusted: String(repeating: "Filling. ", count: 4000))))
      } catch let found as Fault {
        fault = found
      }
    }
    #expect(fault?.kind == .storage)
    let failing = try await check("database", of: client)
    // The index of what was written before may have had room.
    #expect(failing.status != .ok)
    #expect(failing.detail.contains("disk") && failing.detail.contains("the last one"))
    try await home.daemon.store.pool.writeWithoutTransaction { db in
      try db.execute(sql: "PRAGMA max_page_count = 1000000")
    }
    // Nobody writes: health tries, once the failure is a second old.
    while try await check("database", of: client).status == .failing {}
    #expect(home.daemon.store.writing.failing == nil)
  }

  @Test func `other users are not told where things are`() async throws {
    let home = try TemporaryDaemon(change: { settings in
      settings.configurationPath = "/somewhere/config.yaml"
      settings.modelProviders[0].key = .file(path: "/somewhere/key")
    })
    let (mine, stranger) = (try home.connect(), try home.connectStranger())
    let told = try await mine.call(ServerHealth.self, NoParams())
    #expect(told.checks.contains { $0.detail.contains("/somewhere/config.yaml") })
    #expect(told.checks.contains { $0.detail.contains("/somewhere/key") })
    let hidden = try await stranger.call(ServerHealth.self, NoParams())
    #expect(hidden.checks.map(\.name) == told.checks.map(\.name))
    #expect(hidden.checks.map(\.status) == told.checks.map(\.status))
    for check in hidden.checks where check.name != "model" {
      #expect(!check.detail.contains("/"), "\(check)")
    }
    let info = try await mine.call(ServerInfo.self, NoParams())
    #expect(info.databasePath == home.daemon.store.path && info.pid != nil)
    let other = try await stranger.call(ServerInfo.self, NoParams())
    #expect(other.databasePath == nil && other.socketPath == nil && other.pid == nil)
    #expect(other.databaseId == info.databaseId)
    // Its own user's token makes nobody an operator.
    let session = try await mine.call(SessionCreate.self, .init())
    let client = try home.connect()
    _ = try await client.call(AuthLogin.self, .init(token: session.token))
    #expect(try await client.call(ServerInfo.self, NoParams()).pid == nil)
  }

  @Test func `a default model that its provider does not list is told before it is asked`()
    async throws
  {
    let home = try TemporaryDaemon(change: { $0.model = ModelName("test/nope") })
    home.models.offer(["small"], at: "test")
    let client = try home.connect()
    let unknown = try await check("model", of: client)
    #expect(unknown.status == .ok && unknown.detail == "test/nope")
    _ = try await client.call(ModelList.self, NoParams())
    let told = try await check("model", of: client)
    #expect(told.status == .degraded)
    #expect(told.detail.contains("test lists no model “nope”"), "\(told.detail)")
  }

  @Test func `who is no operator is told of a missing key, and not where it is looked for`()
    async throws
  {
    let home = try TemporaryDaemon(change: {
      $0.modelProviders[0].key = .file(path: "/somewhere/key")
    })
    let provider = Provider(
      name: "test", baseURL: "http://127.0.0.1:1/v1", key: .file(path: "/somewhere/key"))
    let failure = Failure(
      .auth, "No key: /somewhere/key can't be read: No such file or directory (keyFile).",
      code: "noKey")
    let store = home.daemon.store
    let mine = store.scoped(to: try store.owner(peer: .own()))
    #expect(mine.told(failure, of: provider) == failure)
    let stranger = try home.connectStranger()
    home.models.fail("test", with: failure)
    let listed = try await stranger.call(ModelList.self, NoParams())
    #expect(
      listed.errors.map(\.message) == [
        "No key: the key file can't be read: No such file or directory (keyFile)."
      ])
  }

  @Test func `an error of the disk tells other users no path`() async throws {
    let home = try TemporaryDaemon()
    let (mine, stranger) = (try home.connect(), try home.connectStranger())
    let path = home.daemon.store.path
    #expect(rename(path, path + ".moved") == 0)
    defer { rename(path + ".moved", path) }
    let told = try await mine.fault("thread/create", "{}")
    #expect(told.kind == .storage && told.message.contains(path))
    let hidden = try await stranger.fault("thread/create", "{}")
    #expect(hidden.kind == .storage)
    #expect(!hidden.message.contains("/") && hidden.message.hasPrefix("The database"))
  }
}
