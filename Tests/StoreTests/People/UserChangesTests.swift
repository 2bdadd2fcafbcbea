import JSON
import Testing
import Wire

@testable import Store

struct UserChangesTests {
  let temporary: TemporaryStore
  private var mine: OwnedStore { temporary.mine }

  init() throws {
    temporary = try TemporaryStore()
  }

  private func update(_ params: UserUpdate.Params) async throws -> Noun.User {
    try await mine.write { try $0.updateUser(params) }
  }

  @discardableResult
  private func create(
    _ email: String, id: UserID? = nil, uid: Int? = nil, in owned: OwnedStore? = nil
  ) async throws -> Noun.User {
    let params = UserCreate.Params(
      id: id, email: Email(trusted: email), uid: uid.map(UserNumber.init(trusted:)))
    return try await (owned ?? mine).write { [ids = temporary.ids] in
      try $0.operating().createUser(params, made: ids.next())
    }
  }

  @Test func `what is given changes, null clears, and a repetition changes nothing`() async throws {
    let object = try FreeObject.parsed(#"{"theme": "dark"}"#)
    let first = try await update(
      .init(
        name: .set(Label(trusted: "Ada")), image: .set(ImagePlace(trusted: "x.png")),
        preferences: .set(object)))
    #expect(first.name == "Ada" && first.image == "x.png")
    #expect(first.preferences.text == #"{"theme":"dark"}"#)
    let seq = try mine.read { try $0.changeCount() }
    #expect(try await update(.init(name: .set(Label(trusted: "Ada")))) == first)
    #expect(try mine.read { try $0.changeCount() } == seq)
    let second = try await update(.init(name: .clear, image: .clear, preferences: .clear))
    #expect(second.name == nil && second.image == nil && second.preferences == .empty)
    #expect(try mine.read { try $0.changeCount() } == seq + 1)
  }

  @Test func `an address is one user's, whatever its case, and is no longer verified`() async throws
  {
    try temporary.sql("UPDATE user SET email_verified = 1")
    #expect(try await update(.init(name: .set(Label(trusted: "x")))).emailVerified)
    try await create("grace@localhost")
    let email = try #require(Email("Grace@LOCALHOST"))
    let refusal = await fault { _ = try await update(.init(email: .set(email))) }
    #expect(refusal?.kind == .conflict && refusal?.data.field == "email")
    let moved = try await update(.init(email: .set(Email(trusted: "ada@x"))))
    #expect(moved.email == "ada@x" && !moved.emailVerified)
  }

  @Test func `a user is made once, with a uid or without`() async throws {
    let id = temporary.ids.next(Noun.User.self)
    let made = try await create("grace@x", id: id, uid: 4711)
    #expect(try await create("grace@x", id: id, uid: 4711) == made)
    let other = await fault { try await create("hopper@x", id: id) }
    #expect(other?.data.field == "id")
    #expect(await fault { try await create("grace@x") }?.data.field == "email")
    #expect(await fault { try await create("other@x", uid: 4711) }?.data.field == "uid")
    #expect(await kind { try await create("y@x", in: temporary.stranger()) } == .forbidden)
  }

  @Test func `users are listed the newest first, each once, while others come`() async throws {
    for number in 1...5 { try await create("u\(number)@x") }
    var seen: [String] = []
    var cursor: Cursor?
    repeat {
      let from = cursor
      let page = try mine.read {
        try $0.operating().users(limit: PageLimit(trusted: 2), cursor: from)
      }
      seen += page.data.map(\.email)
      cursor = page.nextCursor
      try await create("late\(seen.count)@x")
    } while cursor != nil
    #expect(seen.prefix(5) == ["u5@x", "u4@x", "u3@x", "u2@x", "u1@x"])
    #expect(seen.count == 6)
    let stranger = try temporary.stranger()
    let refused = await kind {
      _ = try stranger.read { try $0.operating().users(limit: .standard, cursor: nil) }
    }
    #expect(refused == .forbidden)
  }

  @Test func `the list of users reads the table in its own order`() throws {
    let plan = try temporary.plan(OperatorSQL.users)
    #expect(plan == ["SEARCH user USING INTEGER PRIMARY KEY (rowid<?)"])
  }
}
