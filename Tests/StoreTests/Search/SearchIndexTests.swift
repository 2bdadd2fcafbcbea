import Foundation
import GRDB
import Testing
import Wire

@testable import Store

struct SearchIndexTests {
  let temporary: TemporaryStore

  init() throws {
    temporary = try TemporaryStore()
  }

  private var mark: Int? {
    get throws { try temporary.number("SELECT at FROM search_mark") }
  }

  @Test func `writing a message does not touch the index`() async throws {
    let thread = try await temporary.thread()
    try await temporary.message("yarn", to: thread.id)
    #expect(try mark == 0)
    #expect(try await temporary.found("yarn") == ["[yarn]"])
    #expect(try mark == 1)
  }

  @Test func `messages enter in bounded steps`() async throws {
    let thread = try await temporary.thread()
    for number in 1...SearchIndex.stepRows + 10 {
      try await temporary.message("word \(number)", to: thread.id)
    }
    try temporary.indexStep()
    #expect(try mark == SearchIndex.stepRows)
    try temporary.indexStep()
    #expect(try mark == SearchIndex.stepRows + 10)
    let large = String(repeating: "word ", count: SearchIndex.stepBytes / 8)
    for _ in 1...3 { try await temporary.message(large, to: thread.id) }
    try temporary.indexStep()
    #expect(try mark == SearchIndex.stepRows + 12)
    #expect(try await temporary.search("word").data.count == 50)
    try temporary.checkIndex()
  }

  @Test(arguments: 1...4 as ClosedRange<UInt64>)
  func `the index holds what the messages hold, however writes, deletions and steps interleave`(
    _ seed: UInt64
  ) async throws {
    var dice = Dice(seed: seed)
    var threads: [ThreadID] = []
    var counts: [ThreadID: Int] = [:]
    for _ in 1...120 {
      switch dice.roll(0...9) {
      case 0: threads.append(try await temporary.thread().id)
      case 1...4:
        guard !threads.isEmpty else { continue }
        let thread = dice.pick(threads)
        try await temporary.message(dice.text(of: dice.roll(1...80)), to: thread)
        counts[thread, default: 0] += 1
      case 5:
        guard threads.count > 2 else { continue }
        let thread = threads.remove(at: dice.roll(0...threads.count - 1))
        counts[thread] = nil
        try await temporary.mine.write { try $0.deleteThread(thread, permanent: true) }
        // Its versions went with it.
        threads = try temporary.mine.read { rows in
          try threads.filter { try rows.threadIfPresent($0) != nil }
        }
      case 6:
        guard let thread = threads.randomElement(using: &dice), let count = counts[thread] else {
          continue
        }
        let end = dice.roll(0...count)
        let fork = temporary.ids.next(Noun.Thread.self)
        let made = try await temporary.mine.write {
          try $0.revertThread(
            .init(threadId: thread, throughSequence: Sequence(end)), fork: fork
          ).fork
        }
        counts[thread] = end
        if let made {
          threads.append(made.id)
          counts[made.id] = count
        }
      case 7: try temporary.indexStep()
      case 8: _ = try await temporary.search(dice.text(of: 3))
      default: try temporary.purge()
      }
    }
    try temporary.checkIndex()
    #expect(try temporary.number("SELECT count(*) FROM message_leaving") == 0)
    // Every message ends with the word "a".
    let all = try temporary.number("SELECT count(*) FROM message")
    var (found, cursor) = (0, Wire.Cursor?.none)
    repeat {
      let page = try await temporary.search(
        ThreadSearch.Params(
          query: SearchText(trusted: "a"), limit: PageLimit(200), cursor: cursor,
          includeCopies: true))
      (found, cursor) = (found + page.data.count, page.nextCursor)
    } while cursor != nil
    #expect(found == all)
    try temporary.checkIndex()
  }

  @Test func `a deletion behind the store's back is settled by the next write`() async throws {
    let thread = try await temporary.thread()
    try await temporary.message("yarn", to: thread.id)
    #expect(try await temporary.found("yarn").count == 1)
    try temporary.sql("DELETE FROM thread")
    #expect(try temporary.number("SELECT count(*) FROM message_leaving") == 1)
    try temporary.checkIndex()
    #expect(try await temporary.found("yarn") == [])
    try await temporary.thread()
    #expect(try temporary.number("SELECT count(*) FROM message_leaving") == 0)
    try temporary.checkIndex()
  }

  @Test func `after a purge and a checkpoint no byte of what was deleted is in any file`()
    async throws
  {
    let keeper = try await temporary.thread("Kept")
    let words = ["zxqmarker", "秘密検索", "🧶🧵"]
    for number in 1...200 {
      try await temporary.message("kept words \(number)", to: keeper.id)
    }
    let thread = try await temporary.thread("zxqmarker 秘密検索")
    for number in 1...200 {
      try await temporary.message("\(words.joined(separator: " ")) \(number)", to: thread.id)
    }
    // The index holds the pairs, not the run.
    let hidden = ["zxqmarker", "秘密", "密検", "🧶🧵"]
    #expect(try await temporary.found("zxqmarker 密検 🧶").count == 200)
    for word in hidden { #expect(try files().contains(word), "\(word)") }
    try await temporary.mine.write { try $0.deleteThread(thread.id, permanent: true) }
    await withCheckedContinuation { done in
      temporary.store.erasure.whenFinished { done.resume() }
    }
    let left = try files()
    for word in hidden { #expect(!left.contains(word), "\(word)") }
    #expect(left.contains("kept words 200"))
    #expect(try await temporary.found("kept words").count == 200)
    try temporary.checkIndex()
  }

  /// The database and its log, as bytes.
  private func files() throws -> Files {
    let path = temporary.store.path
    return try Files(bytes: ["", "-wal"].map { try Data(contentsOf: .init(filePath: path + $0)) })
  }

  private struct Files {
    let bytes: [Data]

    func contains(_ word: String) -> Bool {
      bytes.contains { $0.range(of: Data(word.utf8)) != nil }
    }
  }

  /// The path of a database of the version before, with a message in it.
  private func oldDatabase() throws -> (TemporaryStore, path: String) {
    let before = try TemporaryStore(
      migrations: Array(Migration.all.prefix { !$0.sql.contains("message_index") }))
    try before.sql(
      RawRow.thread(1) + RawRow.message(1, content: "'yarn of old'")
        + "UPDATE user SET change_seq = 1;")
    before.store.close()
    return (before, before.store.path)
  }

  @Test func `messages of a database from before the index are found`() async throws {
    let (before, path) = try oldDatabase()
    let store = try Store(opening: Store.Configuration(path: path, socketPath: "/tmp/s"))
    defer { store.close() }
    let mine = store.scoped(to: try store.owner(peer: .own))
    let page = try await before.search("yarn", in: mine)
    #expect(page.data.map { bracketed($0.snippet) } == ["[yarn] of old"])
  }

  @Test(.timeLimit(.minutes(5)))
  func `messages enter in the background, those from before at the start`() async throws {
    let (before, path) = try oldDatabase()
    let (indexed, told) = AsyncStream<Void>.makeStream()
    let store = try Store(
      opening: Store.Configuration(
        path: path, socketPath: "/tmp/s", indexesInBackground: true,
        whenIndexed: { told.yield() }))
    defer { store.close() }
    let mine = store.scoped(to: try store.owner(peer: .own))
    var stops = indexed.makeAsyncIterator()
    await stops.next()
    #expect(try isCurrent(store))
    let thread = try await before.thread(in: mine)
    _ = try await mine.write { [ids = before.ids] in
      try $0.appendMessage(
        .init(threadId: thread.id, role: .user, content: Content(trusted: "new")),
        made: ids.next())
    }
    // A step may have come between the two writes.
    while try !isCurrent(store) { await stops.next() }
  }

  private func isCurrent(_ store: Store) throws -> Bool {
    try store.pool.read { db in try SearchIndex.isCurrent(db) }
  }
}

extension Dice: RandomNumberGenerator {
  mutating func next() -> UInt64 { UInt64(roll(0...Int.max - 1)) }
}
