import Foundation
import GRDB
import Testing
import Wire

@testable import Store

struct CheckpointsTests {
  let temporary: TemporaryStore

  init() throws {
    temporary = try TemporaryStore()
  }

  private func logBytes() -> Int {
    let attributes = try? FileManager.default.attributesOfItem(
      atPath: temporary.store.path + "-wal")
    return (attributes?[.size] as? Int) ?? 0
  }

  private func write(mebibytes: Int, to thread: ThreadID) async throws {
    let content = String(repeating: "skein ", count: (1 << 20) / 6)
    for _ in 0..<mebibytes { try await temporary.message(content, to: thread) }
  }

  @Test func `the log of a busy writer stays bounded`() async throws {
    let thread = try await temporary.thread()
    for _ in 0..<10 {
      try await write(mebibytes: 16, to: thread.id)
      #expect(logBytes() < 100 << 20)
    }
  }

  @Test func `a reader that stays does not stop the writer`() async throws {
    let thread = try await temporary.thread()
    let reader = try temporary.store.pool.makeSnapshot()
    try await write(mebibytes: 80, to: thread.id)
    #expect(try await temporary.thread("still writing").title?.text == "still writing")
    try reader.close()
  }

  @Test func `closing empties the log`() async throws {
    let thread = try await temporary.thread()
    try await write(mebibytes: 1, to: thread.id)
    #expect(logBytes() > 0)
    #expect(temporary.store.close() == [])
    #expect(logBytes() == 0)
  }

  @Test func `nothing of a thread deleted for good is left in the files`() async throws {
    let marker = "marker-\(UUID().uuidString)"
    let (turn, thread) = try await temporary.opened(temporary.newTurn(input: marker))
    try await temporary.mine.write { try $0.keepTurnText(turn.id, text: marker, reasoning: marker) }
    try await temporary.message(String(repeating: marker, count: 1000), to: thread.id)
    _ = try await temporary.ended(temporary.end(turn.id, .completed, output: marker))
    try await temporary.mine.write { try $0.deleteThread(thread.id, permanent: true) }
    await temporary.erased()
    for suffix in ["", "-wal"] {
      let bytes = try Data(contentsOf: URL(fileURLWithPath: temporary.store.path + suffix))
      #expect(bytes.range(of: Data(marker.utf8)) == nil, "in skein.db\(suffix)")
    }
  }
}
