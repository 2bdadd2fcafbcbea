import Testing
import Wire

@testable import Store

struct UpkeepTests {
  @Test func `the door opens for operators alone`() throws {
    let temporary = try TemporaryStore()
    let stranger = try temporary.stranger()
    _ = try temporary.store.upkeep(for: temporary.mine.owner)
    #expect(throws: Fault.self) { try temporary.store.upkeep(for: stranger.owner) }
    do throws(Fault) {
      _ = try temporary.store.upkeep(for: stranger.owner)
    } catch {
      #expect(error.kind == .forbidden)
    }
  }

  @Test func `the figures add up to the file, and name every table`() async throws {
    let temporary = try TemporaryStore()
    let thread = try await temporary.thread("Wool")
    for number in 1...20 { try await temporary.message("row \(number)", to: thread.id) }
    let found = try temporary.store.ownUpkeep.statistics()
    #expect(found.path == temporary.store.path)
    #expect(found.schemaVersion == Migration.newest)
    #expect(found.tables.first { $0.name == "message" }?.rows == 20)
    #expect(found.tables.first { $0.name == "thread" }?.rows == 1)
    #expect(found.walBytes > 0)
    let named = try temporary.number(
      "SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'")
    #expect(found.tables.count == named)
    let counted = found.tables.compactMap { table in
      table.bytes.map { bytes in table.indexes.reduce(bytes) { $0 + ($1.bytes ?? 0) } }
    }
    if !counted.isEmpty {
      #expect(counted.reduce(0, +) <= found.bytes)
      #expect(counted.reduce(0, +) >= found.bytes / 2)
    }
  }

  @Test func `free pages go back to the disk, and what is kept stays`() async throws {
    let temporary = try TemporaryStore()
    let kept = try await temporary.thread("Kept")
    try await temporary.message("A skein", to: kept.id)
    let lost = try await temporary.thread("Lost")
    for _ in 0..<30 {
      try await temporary.message(String(repeating: "wool ", count: 20_000), to: lost.id)
    }
    try await temporary.mine.write { try $0.deleteThread(lost.id, permanent: true) }
    let result = try temporary.store.ownUpkeep.optimize()
    #expect(result.bytesBefore > 3_000_000)
    #expect(result.bytesAfter < result.bytesBefore / 4)
    #expect(try temporary.number("PRAGMA freelist_count") == 0)
    #expect(try temporary.mine.read { try $0.thread(kept.id) }.messageCount == 1)
  }
}
