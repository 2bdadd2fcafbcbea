import Testing
import Wire

@testable import Store

struct ThreadExportTests {
  @Test func `the thread and its messages stand there as they are shown`() async throws {
    let temporary = try TemporaryStore()
    let thread = try await temporary.thread("Wool")
    for number in 1...300 { try await temporary.message("\(number)", to: thread.id) }
    let document = try temporary.mine.read { try $0.export(thread.id) }
    #expect(document.thread == (try temporary.mine.read { try $0.thread(thread.id) }))
    #expect(document.messages?.map(\.content) == (1...300).map { "\($0)" })
    #expect(document.version == 1)
    #expect(document.text == nil)
  }

  @Test func `a thread that is too large is refused before it is read`() async throws {
    let temporary = try TemporaryStore()
    let thread = try await temporary.thread()
    let half = String(repeating: "x", count: Limits.exportBytes / 2)
    try await temporary.message(half, to: thread.id)
    _ = try temporary.mine.read { try $0.export(thread.id) }
    try await temporary.message(half, to: thread.id)
    do {
      _ = try temporary.mine.read { try $0.export(thread.id) }
      Issue.record("it was exported")
    } catch let fault as Fault {
      #expect(fault.kind == .limit)
      #expect(fault.message.contains("message/list"))
      #expect(fault.data.limit == Limits.exportBytes)
      #expect(fault.data.used == Limits.exportBytes + 1024)
    }
  }

  @Test func `a deleted thread is not exported`() async throws {
    let temporary = try TemporaryStore()
    let thread = try await temporary.thread()
    try await temporary.mine.write { try $0.deleteThread(thread.id, permanent: false) }
    #expect(
      await kind { _ = try temporary.mine.read { try $0.export(thread.id) } } == .notFound)
  }
}
