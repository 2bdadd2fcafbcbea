#if os(Linux)
  import Foundation
  import OwnThread
  import Testing
  import Wire

  /// What a start reads of a large database, and what it does about one whose end was not in order.
  @Suite(.ownThread, .timeLimit(.minutes(5)))
  struct DatabaseStartTests {
    /// Beyond what is read whole before it is opened.
    private static let messages = (small: 16_000, large: 64_000)

    /// A home whose database was filled and closed in order.
    private func seeded(_ messages: Int) throws -> Home {
      let home = try Home()
      let seed = try Program(
        Binaries.daemon,
        [
          "seed", "--users", "1", "--threads", "\(messages / 50)", "--messages", "\(messages)",
          "--tasks", "10", "--contexts", "1",
        ], environment: ["HOME": home.path, "SKEIN_SOCKET": home.socket])
      try #require(try seed.exit() == .code(0), "\(seed.errors.whole())")
      return home
    }

    /// The same with nothing left to index, which would be read beside the start.
    private func indexed(_ messages: Int) throws -> Home {
      let home = try seeded(messages)
      let sqlite = try Program(
        "/usr/bin/env",
        [
          "sqlite3", home.database,
          "UPDATE search_mark SET at = (SELECT max(id) FROM message)",
        ], environment: ["PATH": "/usr/bin:/bin"])
      try #require(try sqlite.exit() == .code(0), "\(sqlite.errors.whole())")
      // Somebody has written to it, so it is checked once more.
      let daemon = try LiveDaemon(home: home)
      try #require(daemon.logs("the database's pages are whole"))
      try #require(try daemon.terminate() == .code(0))
      return home
    }

    /// What a process has read so far, from the disk or from memory.
    private func bytesRead(_ pid: pid_t) throws -> Int {
      let text = try String(contentsOfFile: "/proc/\(pid)/io", encoding: .utf8)
      let line = try #require(text.split(separator: "\n").first { $0.hasPrefix("rchar:") })
      return try #require(Int(line.split(separator: " ")[1]))
    }

    /// What a daemon on it has read when its first answer has come.
    private func bytesReadAtStart(_ home: Home) throws -> (read: Int, size: Int) {
      let daemon = try LiveDaemon(home: home)
      _ = try daemon.connect().call(ThreadList.self, .init(limit: PageLimit(1)))
      let read = try bytesRead(daemon.pid)
      let size = try home.bytes(home.database).count
      try daemon.terminate()
      return (read, size)
    }

    @Test func `after a clean end what is read does not grow with the database`() throws {
      let small = try bytesReadAtStart(try indexed(Self.messages.small))
      let large = try bytesReadAtStart(try indexed(Self.messages.large))
      try #require(large.size > 3 * small.size)
      let ratio = Double(large.read) / Double(small.read)
      #expect(ratio < 1.1, "\(small) \(large)")
      #expect(large.read < large.size / 4, "\(large)")
    }

    private func integrity(_ client: WireClient) throws -> ServerHealth.Check {
      let health = try client.call(ServerHealth.self, .init())
      return try #require(health.checks.first { $0.name == "integrity" })
    }

    @Test func `after a crash it serves at once, says that it checks, and what came of it`() throws
    {
      let home = try seeded(Self.messages.small)
      let daemon = try LiveDaemon(home: home)
      let thread = try daemon.connect().thread()
      try daemon.kill()
      try daemon.restart()
      let client = try daemon.connect()
      #expect(try client.call(ThreadGet.self, .init(threadId: thread.id)).thread == thread)
      _ = try client.thread()
      #expect(daemon.logs("not closed cleanly: it is checked in the background"))
      #expect(daemon.logs("the database's pages are whole"))
      // Health is as old as a second.
      #expect(try eventually { try integrity(client).status == .ok })
      try daemon.terminate()
      try daemon.restart()
      #expect(try integrity(try daemon.connect()).status == .ok)
      #expect(!daemon.program.errors.text.contains("checked in the background"))
    }

    @Test func `what is damaged is read-only from when that is found, and says what to do`() throws
    {
      let home = try seeded(Self.messages.small)
      var bytes = try home.bytes(home.database)
      let page = bytes.count / 4096 / 2 * 4096
      for offset in page..<page + 4096 { bytes[offset] = UInt8(truncatingIfNeeded: offset &* 31) }
      try home.write(bytes, to: home.database)
      let daemon = try LiveDaemon(Setup(meansErrors: true), home: home)
      let client = try daemon.connect()
      #expect(daemon.logs("read-only from now on"))
      let fault = try client.fault(ThreadCreate.self, .init())
      #expect(fault.code == -32007)
      for words in [home.database, "skein db check", "skein db backup", "restore a backup"] {
        #expect(fault.message.contains(words), "\(fault.message)")
      }
      #expect(try !client.call(ThreadList.self, .init(limit: PageLimit(1))).data.isEmpty)
      #expect(try eventually { try integrity(client).status == .failing })
      #expect(try !client.call(DatabaseCheck.self, .init()).ok)
      try daemon.terminate()
      #expect(try home.bytes(home.database) == bytes)
    }
  }
#endif
