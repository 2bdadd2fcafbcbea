import JSON
import Testing
import Wire

@testable import Store

/// The branches of an imported conversation: versions of its thread, or threads of their own.
struct HistoryVersionsTests {
  let temporary: TemporaryStore

  init() throws {
    temporary = try TemporaryStore()
  }

  /// A conversation of branches, each by the ids of its messages; what is shown first.
  private func conversation(_ branches: [String]...) -> HistoryConversation {
    let at = Timestamp(milliseconds: 1_700_000_000_000)
    return HistoryConversation(
      source: .chatgpt, id: "c",
      branches: branches.map { keys in
        HistoryBranch(
          title: Title("Wool"), createdAt: at, updatedAt: at,
          messages: keys.enumerated().map { index, key in
            HistoryMessage(
              key: key, role: index % 2 == 0 ? .user : .assistant, content: ForeignText(key),
              createdAt: at)
          })
      })
  }

  @discardableResult
  private func write(_ conversation: HistoryConversation) async throws -> [HistoryThread] {
    try await temporary.mine.write { try $0.importHistory(conversation) }.threads
  }

  private func titles() throws -> Set<String> {
    Set(try temporary.listed().compactMap(\.title?.text))
  }

  private func versions() throws -> [[String]] {
    let threads = try temporary.mine.read { try $0.threads(.init(includeCopies: true)).data }
    return try threads.filter { $0.copyOf != nil }.map { try temporary.words(of: $0.id) }
  }

  @Test func `a branch that begins as the shown one does is a version of its thread`() async throws
  {
    let written = try await write(conversation(["q", "a"], ["q", "b"]))
    let thread = try #require(try temporary.listed().first)
    #expect(written.map(\.copyOf) == [nil, thread.id])
    #expect(written.map(\.title?.text) == ["Wool", "Wool"])
    #expect(try temporary.words(of: thread.id) == ["user: q", "assistant: a"])
    #expect(try temporary.listed().count == 1)
    #expect(try versions() == [["user: q", "assistant: b"]])
    #expect(try await write(conversation(["q", "a"], ["q", "b"])).isEmpty)
    // Also one that is new at a later time.
    try await write(conversation(["q", "a"], ["q", "b"], ["q", "d"]))
    #expect(try temporary.listed().count == 1)
    #expect(try versions().count == 2)
  }

  @Test func `one that begins otherwise is a thread with a title of its own`() async throws {
    try await write(conversation(["q", "a"], ["r", "b"]))
    #expect(try titles() == ["Wool", "Wool (2)"])
    #expect(try versions().isEmpty)
  }

  @Test func `one that is shown later and gone on with becomes a thread of its own`() async throws {
    try await write(conversation(["q", "a"], ["q", "b"]))
    // Looked at alone, it moves nothing.
    #expect(try await write(conversation(["q", "b"], ["q", "a"])).isEmpty)
    let written = try await write(conversation(["q", "b", "r"], ["q", "a"]))
    #expect(written.map(\.title?.text) == ["Wool (2)"])
    #expect(written.map(\.copyOf) == [nil])
    #expect(try titles() == ["Wool", "Wool (2)"])
    #expect(try versions().isEmpty)
  }

  @Test func `a new one that is shown is a thread of its own`() async throws {
    try await write(conversation(["q", "a"]))
    try await write(conversation(["q", "b"], ["q", "a"]))
    #expect(try titles() == ["Wool", "Wool (2)"])
    let new = try #require(try temporary.thread(titled: "Wool (2)"))
    #expect(try temporary.words(of: new.id) == ["user: q", "assistant: b"])
    #expect(new.parentThreadId == (try temporary.thread(titled: "Wool")?.id))
  }

  @Test func `what was asked in a version is kept, and what its source has more comes beside it`()
    async throws
  {
    try await write(conversation(["q", "a"], ["q", "b"]))
    let all = try temporary.mine.read { try $0.threads(.init(includeCopies: true)).data }
    let version = try #require(all.first { $0.copyOf != nil })
    try await temporary.message("said here", to: version.id)
    #expect(try titles() == ["Wool", "Wool (2)"])
    try await write(conversation(["q", "b", "r"], ["q", "a"]))
    #expect(try titles() == ["Wool", "Wool (2)", "Wool (3)"])
    #expect(try temporary.words(of: version.id).last == "user: said here")
  }

  @Test func `none is a version of a deleted thread`() async throws {
    try await write(conversation(["q", "a"]))
    let thread = try #require(try temporary.listed().first)
    try await temporary.mine.write { try $0.deleteThread(thread.id, permanent: false) }
    try await write(conversation(["q", "a"], ["q", "b"]))
    #expect(try temporary.listed().map { try temporary.words(of: $0.id).last } == ["assistant: b"])
    #expect(try versions().isEmpty)
  }

  @Test func `a long one is written in pieces and stays a version`() async throws {
    let long = conversation(["q", "a"], ["q"] + (0..<1200).map { "\($0)" })
    var counts: [Int] = []
    repeat {
      let written = try await temporary.mine.write { try $0.importHistory(long) }
      counts.append(written.messages)
      if written.isWhole { break }
    } while counts.count < 10
    #expect(counts == [500, 500, 203])
    #expect(try temporary.listed().count == 1)
    #expect(try versions().map(\.count) == [1201])
  }
}
