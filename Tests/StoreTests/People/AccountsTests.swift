import GRDB
import Testing
import Wire

@testable import Store

struct AccountsTests {
  let temporary: TemporaryStore
  private var mine: OwnedStore { temporary.mine }
  private static let secret = "sk-tellTale0123456789"

  init() throws {
    temporary = try TemporaryStore()
  }

  @discardableResult
  private func link(
    _ provider: String, _ account: String = "default", secret: String? = nil,
    in owned: OwnedStore? = nil
  ) async throws -> Noun.Account {
    let params = AccountLink.Params(
      providerId: Label(trusted: provider), accountId: Label(trusted: account),
      secret: secret.map(AccountSecret.init(trusted:)))
    return try await (owned ?? mine).write { [ids = temporary.ids] in
      try $0.linkAccount(params, made: ids.next())
    }
  }

  private func key(_ provider: String, of owned: OwnedStore? = nil) throws -> String? {
    switch try (owned ?? mine).providerKey(provider) {
    case .none: nil
    case .secret(let secret): secret.text
    case .unreadable: "unreadable"
    }
  }

  @Test func `a secret is sealed in the files and opens for its own user and provider`()
    async throws
  {
    #expect(try key("openai") == nil)
    let account = try await link("openai", secret: Self.secret)
    #expect(account.hasSecret)
    #expect(try key("openai") == Self.secret)
    #expect(try key("other") == nil)
    #expect(try key("openai", of: temporary.stranger()) == nil)
    #expect(try Files.holding(Self.secret, in: temporary.directory.path) == [])
    #expect(try Files.mode(temporary.store.path + ".key") == 0o600)
    #expect(try Files.bytes(temporary.store.path + ".key").count == 32)
  }

  @Test func `a secret is replaced, the last one linked is used, and unlinking forgets it`()
    async throws
  {
    let first = try await link("openai", secret: "one")
    let again = try await link("openai", secret: "two")
    #expect(first.id == again.id)
    #expect(try key("openai") == "two")
    // Without a secret nothing changes.
    #expect(try await link("openai") == again)
    let work = try await link("openai", "work", secret: "three")
    #expect(try key("openai") == "three")
    try await mine.write { try $0.unlinkAccount(work.id) }
    #expect(try key("openai") == "two")
    try await mine.write { try $0.unlinkAccount(first.id) }
    #expect(try key("openai") == nil)
    #expect(await kind { try await mine.write { try $0.unlinkAccount(first.id) } } == .notFound)
  }

  @Test func `sealed bytes that were moved to another row, or changed, do not open`() async throws {
    try await link("openai", secret: "mine")
    let stranger = try temporary.stranger()
    try await link("openai", secret: "theirs", in: stranger)
    let copy = """
      UPDATE account
      SET secret = (SELECT secret FROM account WHERE provider_id = 'openai' AND user = 2)
      WHERE provider_id = 'openai' AND user = 1
      """
    try temporary.sql(copy)
    #expect(try key("openai") == "unreadable")
    #expect(try key("openai", of: stranger) == "theirs")
    try await link("openai", secret: "mine")
    try temporary.sql("UPDATE account SET secret = zeroblob(40) WHERE provider_id = 'openai'")
    #expect(try key("openai") == "unreadable")
  }

  @Test func `a secret survives a restart, and is lost with the key file alone`() async throws {
    try await link("openai", secret: Self.secret)
    temporary.store.close()
    let again = try Store(opening: temporary.store.configuration)
    #expect(try key("openai", of: again.scoped(to: again.owner(peer: .own))) == Self.secret)
    again.close()
    try Files.remove(temporary.store.path + ".key")
    let keyless = try Store(opening: temporary.store.configuration)
    let owned = keyless.scoped(to: try keyless.owner(peer: .own))
    #expect(try key("openai", of: owned) == "unreadable")
    try await link("openai", secret: "anew", in: owned)
    #expect(try key("openai", of: owned) == "anew")
  }

  @Test func `a key file that others may read is refused, and nothing is stored`() async throws {
    try Files.write(Array(repeating: 7, count: 32), to: temporary.store.path + ".key", mode: 0o644)
    #expect(await kind { try await link("openai", secret: "x") } == .storage)
    #expect(try temporary.number("SELECT count(*) FROM account") == 1)
    try Files.write(Array(repeating: 7, count: 31), to: temporary.store.path + ".key", mode: 0o600)
    #expect(await kind { try await link("openai", secret: "x") } == .storage)
  }

  @Test func `the key of a service manager comes before the file`() async throws {
    let directory = TemporaryDirectory()
    try Files.write(Array(repeating: 7, count: 40), to: directory.path + "/skein.key", mode: 0o640)
    temporary.store.close()
    var configuration = temporary.store.configuration
    configuration.credentialsDirectory = directory.path
    let store = try Store(opening: configuration)
    let owned = store.scoped(to: try store.owner(peer: .own))
    try await link("openai", secret: "x", in: owned)
    #expect(try key("openai", of: owned) == "x")
    #expect(try Files.bytes(store.path + ".key").isEmpty)
  }

  @Test func `a uid is the kernel's to give and to keep`() async throws {
    for provider in ["unix", "Unix"] {
      #expect(await fault { try await link(provider) }?.data.path == "providerId")
    }
    let own = try #require(
      try mine.read { try $0.accounts(limit: .standard, cursor: nil).data.first })
    #expect(own.providerId.text == "unix" && !own.hasSecret)
    let refusal = await fault { try await mine.write { try $0.unlinkAccount(own.id) } }
    #expect(refusal?.data.path == "accountId")
  }

  @Test func `two users may be known by the same name elsewhere`() async throws {
    try await link("openai", secret: "mine")
    try await link("openai", secret: "theirs", in: temporary.stranger())
    #expect(try key("openai") == "mine")
  }
}
