import Synchronization
import Testing
import Wire

@testable import Store

/// A search that waits for the index.
struct IndexerTests {
  let temporary: TemporaryStore

  init() throws {
    temporary = try TemporaryStore()
  }

  /// What a wait has heard.
  private final class Told: Sendable {
    let list = Mutex<[IndexProgress]>([])
  }

  private func fill(_ count: Int) async throws -> ThreadID {
    let thread = try await temporary.thread()
    for number in 1...count { try await temporary.message("word \(number)", to: thread.id) }
    return thread.id
  }

  private func wait(_ wait: IndexWait) async -> (any Error)? {
    await withCheckedContinuation { continuation in
      temporary.mine.whenIndexed(wait) { continuation.resume(returning: $0) }
    }
  }

  @Test func `it is told for how much it waits, then step by step`() async throws {
    _ = try await fill(300)
    let told = Told()
    let tell = { @Sendable (progress: IndexProgress) in told.list.withLock { $0.append(progress) } }
    #expect(await wait(IndexWait(tell: tell)) == nil)
    let steps = told.list.withLock { $0 }
    #expect(
      steps == [0, 128, 256].map { IndexProgress(indexed: $0, total: 300) })
    told.list.withLock { $0 = [] }
    #expect(await wait(IndexWait(tell: tell)) == nil)
    #expect(told.list.withLock { $0.isEmpty })
  }

  @Test func `it can be given up between two steps, and the next goes on from there`() async throws
  {
    _ = try await fill(300)
    let told = Told()
    let error = await wait(
      IndexWait(
        isOver: { told.list.withLock { $0.count } >= 2 },
        tell: { progress in told.list.withLock { $0.append(progress) } }))
    #expect((error as? Fault)?.kind == .cancelled)
    #expect(try temporary.number("SELECT at FROM search_mark") == 128)
    #expect(try await temporary.search("word").data.count == 50)
  }

  @Test func `whoever writes meanwhile waits for one step at most`() async throws {
    let thread = try await fill(1000)
    let (written, writing) = AsyncStream<Int>.makeStream()
    let told = Told()
    async let waited = wait(
      IndexWait(tell: { [temporary] progress in
        let isFirst = told.list.withLock { list in
          list.append(progress)
          return list.count == 1
        }
        guard isFirst else { return }
        // Submitted behind the step that is about to be.
        temporary.mine.write({ [ids = temporary.ids] in
          _ = try $0.appendMessage(
            .init(threadId: thread, role: .user, content: Content(trusted: "between")),
            made: ids.next())
          return try SearchIndex.progress($0.rows.db).indexed
        }) { writing.yield((try? $0.get()) ?? -1) }
      }))
    var answers = written.makeAsyncIterator()
    let indexed = try #require(await answers.next())
    #expect((0...SearchIndex.stepRows).contains(indexed))
    #expect(await waited == nil)
  }
}
