import JSON
import Testing
import Wire

@testable import Store

/// What an import does to threads that are here already.
struct HistoryChangesTests {
  let temporary: TemporaryStore

  init() throws {
    temporary = try TemporaryStore()
  }

  private func conversation(_ keys: [String], bytes: Int = 4) -> HistoryConversation {
    let at = Timestamp(milliseconds: 1_700_000_000_000)
    let messages = keys.enumerated().map { index, key in
      HistoryMessage(
        key: key, role: index % 2 == 0 ? .user : .assistant,
        content: ForeignText(String(repeating: "x", count: bytes)), createdAt: at)
    }
    return HistoryConversation(
      source: .llm, id: "c",
      branches: [
        HistoryBranch(title: Title("Old"), createdAt: at, updatedAt: at, messages: messages)
      ])
  }

  @discardableResult
  private func write(_ conversation: HistoryConversation) async throws -> HistoryWritten {
    try await temporary.mine.write { try $0.importHistory(conversation) }
  }

  private func only() throws -> Noun.Thread {
    let threads = try temporary.listed()
    return try #require(threads.count == 1 ? threads[0] : nil)
  }

  @Test func `a conversation that has grown is continued in its thread`() async throws {
    try await write(conversation(["1", "2"]))
    let before = try only()
    let written = try await write(conversation(["1", "2", "3", "4"]))
    #expect(written.messages == 2)
    let after = try only()
    #expect(after.id == before.id)
    #expect(after.messageCount == 4)
    #expect(after.updatedAt == before.updatedAt)
  }

  @Test func `an older copy of the source adds nothing`() async throws {
    try await write(conversation(["1", "2", "3", "4"]))
    let before = try only()
    #expect(try await write(conversation(["1", "2"])).messages == 0)
    #expect(try only() == before)
  }

  @Test func `a thread that was continued here keeps its words, and the whole comes as a fork`()
    async throws
  {
    try await write(conversation(["1", "2"]))
    let mine = try only()
    try await temporary.message("said here", to: mine.id)
    #expect(try await write(conversation(["1", "2"])).messages == 0)
    let grown = conversation(["1", "2", "3"])
    #expect(try await write(grown).messages == 3)
    let threads = try temporary.listed()
    #expect(threads.count == 2)
    let fork = try #require(threads.first { $0.parentThreadId == mine.id })
    #expect(fork.title?.text == "Old (2)")
    #expect(fork.copyOf == nil)
    #expect(try temporary.words(of: mine.id).last == "user: said here")
    #expect(try await write(grown).messages == 0)
    #expect(try await write(conversation(["1", "2", "3", "4"])).messages == 1)
    #expect(try temporary.listed().count == 2)
  }

  @Test func `a deleted thread stays deleted; one deleted for good comes again`() async throws {
    try await write(conversation(["1", "2"]))
    let thread = try only().id
    try await temporary.mine.write { try $0.deleteThread(thread, permanent: false) }
    #expect(try await write(conversation(["1", "2", "3"])).messages == 0)
    try await temporary.mine.write { try $0.deleteThread(thread, permanent: true) }
    #expect(try await write(conversation(["1", "2", "3"])).messages == 3)
  }

  @Test func `a long conversation is written in pieces, each bounded`() async throws {
    let long = conversation((0..<1201).map { "\($0)" })
    #expect(!long.fitsOneWrite)
    var pieces: [Int] = []
    repeat { pieces.append(try await write(long).messages) } while pieces.last == 500
    #expect(pieces == [500, 500, 201])
    #expect(try only().messageCount == 1201)
    let heavy = conversation(["1", "2", "3"], bytes: 3 << 20)
    #expect(!heavy.fitsOneWrite)
  }

  @Test func `each user's import is their own`() async throws {
    try await write(conversation(["1", "2"]))
    let stranger = try temporary.stranger()
    let theirs = conversation(["1", "2"])
    let written = try await stranger.write { try $0.importHistory(theirs) }
    #expect(written.messages == 2)
    #expect(try temporary.listed().count == 1)
  }

  @Test func `one event for each thread`() async throws {
    try await write(conversation(["1", "2"]))
    #expect(try temporary.number("SELECT count(*) FROM event") == 1)
    try await write(conversation(["1", "2", "3"]))
    #expect(try temporary.number("SELECT count(*) FROM event") == 2)
  }

  @Test func `notes too long for metadata are cut`() throws {
    let long = ForeignText(String(repeating: "é", count: 60_000))
    var message = HistoryMessage(
      key: "k", role: .assistant, content: .empty, createdAt: Timestamp(milliseconds: 0))
    message.notes.toolResults = [.init(id: ForeignText("1"), output: long)]
    message.notes.reasoning = long
    let metadata = try message.notes.metadata(of: message, in: conversation(["k"]))
    let text = try #require(metadata).text
    #expect(text.utf8.count < 10_000)
    #expect(text.contains("é…"))
  }
}
