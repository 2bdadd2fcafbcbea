import JSON
import Testing
import Wire

@testable import Store

/// Threads for text that is written into a document, beside conversations.
struct ThreadPurposeTests {
  let temporary: TemporaryStore

  init() throws {
    temporary = try TemporaryStore()
  }

  private var mine: OwnedStore { temporary.mine }

  private func rewriting(_ title: String = "Shorter") async throws -> Noun.Thread {
    try await mine.write { [ids = temporary.ids] in
      try $0.createThread(.init(title: Title(title), purpose: .edit), made: ids.next())
    }
  }

  private func update(_ params: ThreadUpdate.Params) async throws -> Noun.Thread {
    try await mine.write { try $0.updateThread(params) }
  }

  private func listed(_ params: ThreadList.Params = .init()) throws -> [ThreadID] {
    try mine.read { try $0.threads(params).data.map(\.id) }
  }

  private func reverted(_ thread: ThreadID) async throws -> Noun.Thread {
    let result = try await mine.write { [ids = temporary.ids] in
      try $0.revertThread(.init(threadId: thread, throughSequence: Sequence(0)), fork: ids.next())
    }
    return try #require(result.fork)
  }

  @Test func `lists leave it out unless it is asked for, also when it is deleted`() async throws {
    let chat = try await temporary.thread("Wool")
    let edit = try await rewriting()
    #expect(edit.purpose == .edit && chat.purpose == nil)
    #expect(try mine.read { try $0.thread(edit.id) } == edit)
    #expect(try listed() == [chat.id])
    #expect(try listed(.init(includeCopies: true)) == [chat.id])
    #expect(try listed(.init(includeEdits: true)) == [edit.id, chat.id])
    try await mine.write { try $0.deleteThread(edit.id, permanent: false) }
    #expect(try listed(.init(includeDeleted: true)) == [chat.id])
    #expect(try listed(.init(includeEdits: true)) == [chat.id])
    #expect(try listed(.init(includeDeleted: true, includeEdits: true)) == [edit.id, chat.id])
  }

  @Test func `pages of conversations have no gap where it stands`() async throws {
    var chats: [ThreadID] = []
    for number in 1...6 {
      chats.append(try await temporary.thread("\(number)").id)
      _ = try await rewriting("edit \(number)")
    }
    var (seen, cursor): ([ThreadID], Cursor?) = ([], nil)
    repeat {
      let params = ThreadList.Params(limit: PageLimit(4), cursor: cursor)
      let page = try mine.read { try $0.threads(params) }
      #expect(page.data.count == min(4, 6 - seen.count))
      seen += page.data.map(\.id)
      cursor = page.nextCursor
    } while cursor != nil
    #expect(seen == chats.reversed())
  }

  @Test func `a cursor of the list with it is refused by the one without`() async throws {
    for _ in 1...3 { _ = try await rewriting() }
    let first = ThreadList.Params(limit: PageLimit(1), includeEdits: true)
    let cursor = try mine.read { try $0.threads(first) }.nextCursor
    #expect(cursor != nil)
    #expect(await kind { _ = try listed(.init(cursor: cursor)) } == .invalidParams)
    #expect(try listed(.init(cursor: cursor, includeEdits: true)).count == 2)
  }

  @Test func `its number, its id, its title and its words find it as any thread`() async throws {
    let edit = try await rewriting()
    try await temporary.message("merino", to: edit.id)
    for name in ["1", "shorter", "\(edit.id)"] {
      let found = try mine.read {
        try $0.threads(named: TypedName(trusted: name), includeDeleted: false)
      }
      #expect(found.data.map(\.id) == [edit.id], "\(name)")
    }
    for words in ["merino", "shorter"] {
      let hits = try await temporary.search(.init(query: SearchText(trusted: words)))
      #expect(hits.data.map(\.thread.id) == [edit.id], "\(words)")
    }
  }

  @Test func `an update makes a conversation of it, and the other way round`() async throws {
    let edit = try await rewriting()
    let renamed = try await update(.init(threadId: edit.id, title: .set(Title(trusted: "Yarn"))))
    #expect(renamed.purpose == .edit)
    let chat = try await update(.init(threadId: edit.id, purpose: .clear))
    #expect(chat.purpose == nil && chat.title?.text == "Yarn")
    #expect(try listed() == [edit.id])
    let again = try await update(.init(threadId: edit.id, purpose: .set(.edit)))
    #expect(again.purpose == .edit)
    #expect(try listed().isEmpty)
  }

  @Test func `the same id with another purpose is a conflict`() async throws {
    let id = temporary.ids.next(Noun.Thread.self)
    try await temporary.thread("Wool", id: id)
    let other = ThreadCreate.Params(id: id, title: Title("Wool"), purpose: .edit)
    #expect(
      await kind { _ = try await mine.write { try $0.createThread(other, made: id) } }
        == .conflict)
  }

  @Test func `a question makes its thread with the purpose, and keeps that of another`()
    async throws
  {
    var asked = temporary.newTurn()
    asked.threadPurpose = .edit
    let (turn, thread) = try await temporary.opened(asked)
    #expect(thread.purpose == .edit)
    let ended = try await temporary.ended(temporary.end(turn.id, .completed, output: "Yarn."))
    #expect(ended.thread.purpose == .edit)
    let (_, same) = try await temporary.opened(temporary.newTurn(on: thread.id))
    #expect(same.purpose == .edit)
    #expect(try listed().isEmpty)
  }

  @Test func `a fork is a conversation, and a version keeps the purpose`() async throws {
    let edit = try await rewriting()
    try await temporary.message("one", to: edit.id)
    let fork = try await mine.write { [ids = temporary.ids] in
      try $0.forkThread(.init(threadId: edit.id), made: ids.next())
    }
    #expect(fork.purpose == nil)
    #expect(try listed() == [fork.id])
    let version = try await reverted(edit.id)
    #expect(version.purpose == .edit && version.copyOf == edit.id)
    #expect(try listed(.init(includeCopies: true)) == [fork.id])
    #expect(try listed(.init(copiesOf: edit.id)) == [version.id])
    #expect(
      Set(try listed(.init(includeCopies: true, includeEdits: true)))
        == [fork.id, version.id, edit.id])
    // Somebody who goes on with the version goes on with the rewriting.
    let (_, released) = try await temporary.opened(temporary.newTurn(on: version.id))
    #expect(released.copyOf == nil && released.purpose == .edit)
  }

  @Test func `an export keeps it, of one thread and of everything, and so does the import`()
    async throws
  {
    let edit = try await rewriting()
    let document = try mine.read { try $0.export(edit.id) }
    #expect(document.thread?.purpose == .edit)
    let whole = try await mine.scan { try $0.exportUser() }
    #expect(whole.threads.map(\.thread.purpose) == [.edit])
    let copy = try await mine.write { [ids = temporary.ids] in
      try $0.importThread(.init(document: document), made: ids.next())
    }
    #expect(copy.id != edit.id && copy.purpose == .edit)
    #expect(try listed().isEmpty)
  }
}
