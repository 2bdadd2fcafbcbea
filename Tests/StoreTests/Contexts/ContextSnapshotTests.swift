import JSON
import Testing
import Wire

@testable import Store

struct ContextSnapshotTests {
  let temporary: TemporaryStore

  init() throws {
    temporary = try TemporaryStore()
  }

  private func snapshot(
    _ id: ContextID, _ parts: Set<ContextPart>
  ) async throws -> ContextGet.Result {
    try await temporary.mine.scan { try $0.snapshot(.id(id), with: parts) }
  }

  @Test func `what is asked for is there whole, the rest is null`() async throws {
    let context = try await temporary.context()
    for number in 1...250 { try await temporary.message("\(number)", to: context.threadId) }
    let first = try await temporary.action(in: context.id)
    let second = try await temporary.action(in: context.id)
    let early = try await temporary.preview(in: context.id)
    let late = try await temporary.preview(in: context.id)
    let bare = try await snapshot(context.id, [])
    #expect(bare.messages == nil && bare.actions == nil && bare.previews == nil)
    let full = try await snapshot(context.id, Set(ContextPart.allCases))
    #expect(full.messages?.map(\.content) == (1...250).map { "\($0)" })
    #expect(full.actions == [first, second])
    #expect(full.previews == [late, early])
    try await temporary.delete(context.id)
    #expect(try await snapshot(context.id, [.messages]).messages?.count == 250)
  }

  @Test func `more than eight mebibytes is limit, and less is not`() async throws {
    let context = try await temporary.context()
    let text = String(repeating: "x", count: 4_000_000)
    for _ in 1...2 { try await temporary.message(text, to: context.threadId) }
    #expect(try await snapshot(context.id, [.messages]).messages?.count == 2)
    try await temporary.message(text, to: context.threadId)
    let refusal = await fault { _ = try await snapshot(context.id, [.messages]) }
    #expect(refusal?.kind == .limit)
    #expect(refusal?.data.limit == 8 << 20)
    #expect(try await snapshot(context.id, [.actions]).actions == [])
  }

  @Test func `no write is half seen, whatever is written meanwhile`() async throws {
    let context = try await temporary.context(metadata: .parsed(#"{"n":0}"#))
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask {
        for number in 1...60 {
          // One transaction: a message, an action, a preview, and the count of each.
          try await temporary.mine.write { [ids = temporary.ids] changes in
            _ = try changes.appendMessage(
              .init(
                threadId: context.threadId, role: .user, content: Content(trusted: "\(number)")),
              made: ids.next())
            _ = try changes.createAction(
              .init(contextId: context.id, type: .deploy, payload: .empty), made: ids.next())
            _ = try changes.createPreview(.init(contextId: context.id), made: ids.next())
            _ = try changes.updateContext(
              .init(contextId: context.id, metadata: .set(try .parsed(#"{"n":\#(number)}"#))))
          }
        }
      }
      for _ in 1...2 {
        group.addTask {
          for _ in 1...60 {
            let seen = try await snapshot(context.id, Set(ContextPart.allCases))
            let count = seen.messages?.count ?? -1
            #expect(seen.actions?.count == count)
            #expect(seen.previews?.count == count)
            #expect(seen.context.metadata?.text == #"{"n":\#(count)}"#)
          }
        }
      }
      try await group.waitForAll()
    }
  }
}
