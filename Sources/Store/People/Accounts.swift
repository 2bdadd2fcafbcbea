package import Wire

extension Rows {
  /// The newest first.
  package func accounts(limit: PageLimit, cursor: Cursor?) throws -> Page<Noun.Account> {
    let list = "account/list"
    let before = try cursor?.key(of: list, count: 1)[0] ?? .max
    var page = PageBuilder<Noun.Account>(limit)
    try db.each(AccountSQL.list, [whose, .integer(before), page.wanted]) { columns in
      let account = Noun.Account(&columns)
      return page.add(account, key: [columns.int64()], textBytes: 1024)
    }
    return page.page(of: list)
  }

  /// Whether the owner keeps a key of their own for a provider.
  package func keepsKey(of provider: String) throws -> Bool {
    try db.first(AccountSQL.secret, whose, .text(provider)) { $0.id(AccountID.self) } != nil
  }

  func keptAccount(_ id: AccountID) throws -> Kept<Noun.Account> {
    guard let account = try db.first(AccountSQL.one, whose, .id(id), read: Kept<Noun.Account>.init)
    else {
      throw Fault.notFound(.account)
    }
    return account
  }
}

extension Changes {
  /// Linking the same provider and account again returns the existing account; a given secret
  /// replaces its own.
  package func linkAccount(
    _ params: AccountLink.Params, made id: AccountID
  ) throws -> Noun.Account {
    guard params.providerId.text.lowercased() != Noun.Account.kernel else {
      throw Fault.invalidParams(
        path: "providerId", expected: "another provider: only the kernel reports uids")
    }
    let known = try db.first(
      AccountSQL.named, rows.whose, .ruled(params.providerId), .ruled(params.accountId),
      read: Kept<Noun.Account>.init)
    if let known, params.secret == nil { return known.value }
    let place = SealedPlace(
      user: rows.owner.user, account: known?.value.id ?? id, provider: params.providerId)
    let sealed = try params.secret.map { Bound.bytes(try vault.seal($0, for: place)) }
    if let known {
      try db.run(
        """
        UPDATE account
        SET secret = ?3, updated_at = ?4
        WHERE user = ?1 AND id = ?2
        """, rows.whose, .integer(known.row), sealed ?? .null, .time(now))
    } else {
      try db.run(
        """
        INSERT INTO account (user, uuid, provider_id, account_id, secret, created_at, updated_at)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?6)
        """,
        rows.whose, .id(id), .ruled(params.providerId), .ruled(params.accountId),
        sealed ?? .null, .time(now))
    }
    try note(.account, place.account, known == nil ? .created : .updated)
    return try rows.keptAccount(place.account).value
  }

  package func unlinkAccount(_ id: AccountID) throws {
    let account = try rows.keptAccount(id)
    guard account.value.providerId.text != Noun.Account.kernel else {
      throw Fault.invalidParams(
        path: "accountId", expected: "a linked account: the account of a uid cannot be unlinked")
    }
    try db.run(
      """
      DELETE FROM account
      WHERE user = ?1 AND id = ?2
      """, rows.whose, .integer(account.row))
    try note(.account, id, .deleted)
    aftermath.erases = true
  }
}

extension OwnedStore {
  /// A user's own secret for a provider.
  package enum ProviderKey: Sendable {
    case none
    case secret(AccountSecret)
    /// There is a secret, but the key that decrypts it is missing or another one.
    case unreadable
  }

  /// The owner's own key for a provider, the last one linked. Takes no query for a user without
  /// secrets.
  package func providerKey(_ provider: String) throws -> ProviderKey {
    guard store.vault.mayHold(owner.user) else { return .none }
    let sealed = try read { rows in
      try rows.db.first(AccountSQL.secret, rows.whose, .text(provider)) {
        (account: $0.id(AccountID.self), bytes: $0.bytes())
      }
    }
    guard let sealed else { return .none }
    let place = SealedPlace(
      user: owner.user, account: sealed.account, provider: Label(trusted: provider))
    return store.vault.open(sealed.bytes, of: place).map { .secret($0) } ?? .unreadable
  }
}

/// The statements that read accounts. Only `secret` reads the encrypted column.
enum AccountSQL {
  private static let select = """
    SELECT uuid, provider_id, account_id, secret IS NOT NULL, created_at, updated_at, id
    FROM account
    """

  static let one = """
    \(select)
    WHERE user = ?1 AND uuid = ?2
    """

  static let named = """
    \(select)
    WHERE user = ?1 AND provider_id = ?2 AND account_id = ?3
    """

  static let list = """
    \(select)
    WHERE user = ?1 AND id < ?2
    ORDER BY id DESC
    LIMIT ?3
    """

  static let whole = """
    \(select)
    WHERE user = ?1
    ORDER BY id
    """

  /// `+` makes the planner use the index by provider.
  static let secret = """
    SELECT uuid, secret
    FROM account
    WHERE user = ?1 AND provider_id = ?2 AND secret IS NOT NULL
    ORDER BY +id DESC
    LIMIT 1
    """

  static let holders = """
    SELECT DISTINCT user
    FROM account
    WHERE provider_id = ?1 AND secret IS NOT NULL
    """
}

extension Kept<Noun.Account> {
  init(_ columns: inout Columns) {
    let account = Noun.Account(&columns)
    self.init(row: columns.int64(), value: account)
  }
}

extension Noun.Account {
  init(_ columns: inout Columns) {
    self.init(
      id: columns.id(), providerId: Label(trusted: columns.text()),
      accountId: Label(trusted: columns.text()), hasSecret: columns.bool(),
      createdAt: columns.time(), updatedAt: columns.time())
  }
}
