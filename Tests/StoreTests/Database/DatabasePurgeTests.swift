import Foundation
import JSON
import Testing
import Wire

@testable import Store

struct DatabasePurgeTests {
  private let temporary: TemporaryStore
  private let path: FilePath

  init() throws {
    temporary = try TemporaryStore()
    path = FilePath(trusted: temporary.directory.path + "/purged.jsonl")
  }

  private static let always = PurgeScope(deletedBefore: .far, archivedBefore: .far)

  private var lines: [Value] {
    get throws {
      let text = try String(contentsOfFile: path.text, encoding: .utf8)
      return try text.split(separator: "\n").map { try Document(Array($0.utf8)).root }
    }
  }

  @Test func `what was deleted is written down whole, then erased`() async throws {
    let (turn, thread) = try await temporary.opened(temporary.newTurn(input: "What is wool?"))
    _ = try await temporary.ended(temporary.end(turn.id, .completed, output: "Fleece."))
    let kept = try await temporary.thread("Kept")
    try await temporary.mine.write { try $0.deleteThread(thread.id, permanent: false) }
    let result = try temporary.store.ownUpkeep.purge(Self.always, to: path)
    #expect(result.threads == 1 && result.contexts == 0 && result.tasks == 0)
    #expect(result.path == path.text)
    let lines = try lines
    #expect(lines.map { $0["entity"]?.string } == ["thread", "message", "message", "turn"])
    #expect(lines.allSatisfy { $0["user"]?.string == DaemonUser.email })
    #expect(lines[0]["value"]?["id"]?.string == "\(thread.id)")
    #expect(lines[2]["value"]?["content"]?.string == "Fleece.")
    #expect(lines[3]["value"]?["input"]?.string == "What is wool?")
    #expect(try temporary.number("SELECT count(*) FROM message") == 0)
    #expect(try temporary.number("SELECT count(*) FROM turn") == 0)
    #expect(try temporary.mine.read { try $0.thread(kept.id) }.id == kept.id)
    #expect(try temporary.store.ownUpkeep.problems() == [])
  }

  @Test func `a context goes with its thread, and a task alone`() async throws {
    let context = try await temporary.context()
    _ = try await temporary.action(in: context.id)
    let gone = try await temporary.task("Gone")
    let archived = try await temporary.task("Archived")
    let open = try await temporary.task("Open")
    try await temporary.mine.write { changes in
      try changes.deleteContext(context.id, permanent: false)
      try changes.deleteTask(gone.id, permanent: false)
      _ = try changes.toggleTask(archived.id)
      _ = try changes.archiveTasks(TaskArchive.Params(taskIds: [archived.id]))
    }
    let result = try temporary.store.ownUpkeep.purge(Self.always, to: path)
    #expect(result.threads == 0 && result.contexts == 1 && result.tasks == 2)
    #expect(
      try lines.map { $0["entity"]?.string } == ["context", "thread", "action", "task", "task"])
    #expect(try temporary.number("SELECT count(*) FROM thread") == 0)
    #expect(try temporary.mine.read { try $0.task(open.id) }.id == open.id)
  }

  @Test func `what is younger stays, and each age has its own moment`() async throws {
    let old = try await temporary.task("Old")
    let young = try await temporary.task("Young")
    let archived = try await temporary.task("Archived")
    try await temporary.mine.write { changes in
      _ = try changes.toggleTask(archived.id)
      _ = try changes.archiveTasks(TaskArchive.Params(taskIds: [archived.id]))
    }
    try await temporary.mine.write { try $0.deleteTask(old.id, permanent: false) }
    let moment = temporary.store.configuration.now()
    try await temporary.mine.write { try $0.deleteTask(young.id, permanent: false) }
    let result = try temporary.store.ownUpkeep.purge(
      PurgeScope(deletedBefore: moment), to: path)
    #expect(result.tasks == 1)
    #expect(try lines.map { $0["value"]?["title"]?.string } == ["Old"])
    #expect(try temporary.number("SELECT count(*) FROM task") == 2)
  }

  @Test func `everybody's things go, each told of in its owner's feed`() async throws {
    let other = try temporary.stranger()
    let theirs = try await temporary.thread("Theirs", in: other)
    try await other.write { try $0.deleteThread(theirs.id, permanent: false) }
    #expect(try temporary.store.ownUpkeep.purge(Self.always, to: path).threads == 1)
    #expect(try lines.first?["user"]?.string == "uid4242@localhost")
    let events = try other.read { try $0.events(since: nil, limit: PageLimit(trusted: 50)) }
    #expect(events.data.map(\.change) == [.created, .deleted, .deleted])
  }

  @Test func `what came back meanwhile stays`() async throws {
    let thread = try await temporary.thread("Wool")
    try await temporary.mine.write { try $0.deleteThread(thread.id, permanent: false) }
    let touched = try #require(
      try temporary.number("SELECT touched FROM thread").map { Int64($0) })
    let doomed = Doomed(user: 1, thing: .thread(thread.id), touched: touched)
    try await temporary.mine.write { _ = try $0.restoreThread(thread.id) }
    #expect(try temporary.mine.read { try $0.isUntouched(doomed) } == false)
  }

  @Test func `without anything to erase no file is made`() async throws {
    try await temporary.thread("Kept")
    let result = try temporary.store.ownUpkeep.purge(Self.always, to: path)
    #expect(result == DatabasePurge.Result())
    #expect(!FileManager.default.fileExists(atPath: path.text))
    #expect(!FileManager.default.fileExists(atPath: path.text + ".new"))
  }

  @Test func `where the file cannot be made nothing is erased`() async throws {
    let thread = try await temporary.thread("Wool")
    try await temporary.mine.write { try $0.deleteThread(thread.id, permanent: false) }
    let kind = await kind {
      _ = try temporary.store.ownUpkeep.purge(
        Self.always, to: FilePath(trusted: "/no/such/directory/purged.jsonl"))
    }
    #expect(kind == .invalidParams)
    #expect(try temporary.number("SELECT count(*) FROM thread") == 1)
  }
}

extension Timestamp {
  fileprivate static let far = Timestamp(milliseconds: 4_000_000_000_000)
}
