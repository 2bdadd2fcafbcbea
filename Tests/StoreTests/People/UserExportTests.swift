import JSON
import Testing
import Wire

@testable import Store

struct UserExportTests {
  let temporary: TemporaryStore
  private var mine: OwnedStore { temporary.mine }

  init() throws {
    temporary = try TemporaryStore()
  }

  @Test func `everything of a user is in the document, deleted and archived things too`()
    async throws
  {
    let (turn, thread) = try await temporary.opened(temporary.newTurn(input: "Asked"))
    _ = try await temporary.ended(temporary.end(turn.id, .completed, output: "Answered"))
    let (failed, _) = try await temporary.opened(
      temporary.newTurn(on: thread.id, input: "Asked in vain"))
    _ = try await temporary.ended(
      temporary.end(failed.id, .failed, output: "Half", error: .storage("x")))
    let deleted = try await temporary.thread("Deleted")
    try await mine.write { try $0.deleteThread(deleted.id, permanent: false) }
    let task = try await temporary.task("Archived")
    try await temporary.complete(task.id)
    try await temporary.archive(task.id)
    let context = try await temporary.context("Context")
    let action = try await temporary.action(in: context.id)
    let preview = try await temporary.preview(in: context.id)
    _ = try await mine.write { [ids = temporary.ids] in
      try $0.createSession(.init(name: Label(trusted: "box")), made: ids.next())
    }
    try await temporary.thread("Theirs", in: temporary.stranger())

    let document = try await mine.scan { try $0.exportUser() }
    #expect(document.user == (try mine.read { try $0.user() }))
    #expect(document.accounts.map(\.providerId.text) == ["unix"])
    #expect(document.sessions.map(\.name?.text) == ["box"])
    #expect(document.threads.map(\.thread.id) == [thread.id, deleted.id, context.threadId])
    let exported = try #require(document.threads.first)
    #expect(exported.messages.map(\.content) == ["Asked", "Answered"])
    #expect(exported.turns.map(\.turn.id) == [turn.id, failed.id])
    // Nothing is told twice: a pair's words stand in its messages.
    #expect(exported.turns.map(\.turn.input) == [nil, "Asked in vain"])
    #expect(exported.turns.map(\.turn.output) == [nil, "Half"])
    #expect(document.tasks.map(\.archivedAt?.description).count == 1)
    #expect(document.contexts.map(\.context.id) == [context.id])
    #expect(document.contexts.first?.actions.map(\.id) == [action.id])
    #expect(document.contexts.first?.previews.map(\.id) == [preview.id])
  }

  @Test func `the parts of a small document are one, and the same`() async throws {
    let (turn, thread) = try await temporary.opened(temporary.newTurn(input: "Asked"))
    _ = try await temporary.ended(temporary.end(turn.id, .completed, output: "Answered"))
    try await temporary.message("said", to: thread.id)
    try await temporary.task("Wind wool")
    let context = try await temporary.context("Context")
    _ = try await temporary.action(in: context.id)
    let part = try await mine.scan { try $0.exportUser(after: nil) }
    #expect(part.nextCursor == nil)
    #expect(part.document == (try await mine.scan { try $0.exportUser() }))
  }

  @Test func `more than one answer may be is refused whole, and comes in parts`() async throws {
    let long = String(repeating: "wool ", count: 200_000)
    let (first, last) = (try await temporary.thread("Long"), try await temporary.thread("Short"))
    for number in 0..<9 { try await temporary.message("\(number) \(long)", to: first.id) }
    try await temporary.message("short", to: last.id)
    let (turn, _) = try await temporary.opened(temporary.newTurn(on: last.id, input: long))
    _ = try await temporary.ended(temporary.end(turn.id, .failed, error: .storage("x")))
    try await temporary.task("Wind wool")
    let context = try await temporary.context("Context")
    await #expect(throws: Fault.self) { try await mine.scan { try $0.exportUser() } }

    var part = try await mine.scan { try $0.exportUser(after: nil) }
    var (whole, parts) = (part.document, 1)
    while let next = part.nextCursor {
      part = try await mine.scan { try $0.exportUser(after: next) }
      whole.append(part.document)
      parts += 1
    }
    #expect(parts == 3)
    #expect(whole.threads.map(\.thread.id) == [first.id, last.id, context.threadId])
    #expect(whole.threads[0].messages.map { $0.content.first } == Array("012345678"))
    #expect(whole.threads[0].messages.map(\.sequence?.number) == (1...9).map { $0 })
    #expect(whole.threads[1].messages.map(\.content) == ["short"])
    #expect(whole.threads[1].turns.map(\.turn.id) == [turn.id])
    #expect(whole.tasks.count == 1)
    #expect(whole.contexts.map(\.context.id) == [context.id])
    #expect(whole.usage.count == 1)
    #expect(whole.accounts.count == 1)
  }

  @Test func `the parts of one user have nothing of another's, also by the other's cursor`()
    async throws
  {
    let long = String(repeating: "wool ", count: 900_000)
    let thread = try await temporary.thread("Mine")
    try await temporary.message(long, to: thread.id)
    try await temporary.task("Wind wool")
    let cursor = try #require(try await mine.scan { try $0.exportUser(after: nil) }.nextCursor)
    let stranger = try temporary.stranger()
    for place in [nil, cursor] {
      let part = try await stranger.scan { try $0.exportUser(after: place) }
      #expect(part.document.user == (try stranger.read { try $0.user() }))
      #expect(part.document.threads.isEmpty && part.document.tasks.isEmpty)
      #expect(part.nextCursor == nil)
    }
  }

  @Test func `a cursor of another list is refused`() async throws {
    let other = Cursor(list: "thread/list", key: [0, 0, 0, 0, 0])
    await #expect(throws: Fault.self) { try await mine.scan { try $0.exportUser(after: other) } }
    let odd = Cursor(list: UserExport.name, key: [9, 0, 0, 0, 0])
    await #expect(throws: Fault.self) { try await mine.scan { try $0.exportUser(after: odd) } }
  }

  @Test func `what a turn asked beside its words is there, its metadata in one place`()
    async throws
  {
    let thread = try await temporary.thread()
    var asked = temporary.newTurn(on: thread.id, input: "Asked")
    asked.systemPrompt = SystemPrompt(trusted: "Briefly.")
    asked.metadata = FreeObject(trusted: RawJSON(trusting: #"{"intent":"question"}"#))
    asked.options = TurnOptions(temperature: 0.5)
    let (turn, _) = try await temporary.opened(asked)
    _ = try await temporary.ended(temporary.end(turn.id, .completed, output: "Answered"))
    asked.id = temporary.ids.next()
    let (failed, _) = try await temporary.opened(asked)
    _ = try await temporary.ended(temporary.end(failed.id, .failed, error: .storage("x")))
    let exported = try #require(try await mine.scan { try $0.exportUser() }.threads.first)
    #expect(exported.turns.map(\.systemPrompt?.text) == ["Briefly.", "Briefly."])
    #expect(exported.turns.map(\.options?.temperature) == [0.5, 0.5])
    #expect(exported.turns.map(\.metadata) == [nil, asked.metadata])
    #expect(exported.messages.first?.metadata == asked.metadata)
  }

  @Test func `what turns used is there after they are gone, and nobody else's`() async throws {
    let (turn, thread) = try await temporary.opened(temporary.newTurn(input: "Asked"))
    _ = try await temporary.ended(temporary.end(turn.id, .completed, output: "Answered"))
    try await mine.write { try $0.deleteThread(thread.id, permanent: true) }
    let document = try await mine.scan { try $0.exportUser() }
    #expect(document.threads.isEmpty)
    #expect(document.usage.map(\.threadId) == [thread.id])
    #expect(document.usage.map(\.status) == [.completed])
    #expect(document.usage.map(\.model) == [turn.model])
    let stranger = try temporary.stranger()
    #expect(try await stranger.scan { try $0.exportUser() }.usage.isEmpty)
  }

  @Test func `more than an answer holds is refused, with the way in pages`() async throws {
    let thread = try await temporary.thread()
    let large = String(repeating: "x", count: 5 << 20)
    try await temporary.message(large, to: thread.id)
    _ = try await mine.scan { try $0.exportUser() }
    try await temporary.message(large, to: thread.id)
    let refusal = await fault { _ = try await mine.scan { try $0.exportUser() } }
    #expect(refusal?.kind == .limit)
    #expect(refusal?.data.limit == Limits.exportBytes)
    #expect(refusal?.message.contains("paged") == true)
  }
}
