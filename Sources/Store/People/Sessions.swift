package import Wire

extension Rows {
  /// The newest first; expired sessions are listed until they are removed.
  package func sessions(limit: PageLimit, cursor: Cursor?) throws -> Page<Noun.Session> {
    let list = "session/list"
    let before = try cursor?.key(of: list, count: 1)[0] ?? .max
    var page = PageBuilder<Noun.Session>(limit)
    try db.each(SessionSQL.list, [whose, .integer(before), page.wanted]) { columns in
      let session = Noun.Session(&columns)
      return page.add(session, key: [columns.int64()], textBytes: 512)
    }
    return page.page(of: list)
  }

  /// `unauthenticated` when the token of this owner is no longer valid.
  func checkLogin(at now: Timestamp) throws {
    guard let login = owner.login else { return }
    let found = try SessionToken.find(login.tokenHash, db)
    guard let found, found.user == owner.user, found.expiresAt > now.milliseconds else {
      throw Fault.badToken
    }
  }
}

extension Changes {
  /// How often the use of a session is recorded, in milliseconds.
  private static let useInterval: Int64 = 60_000

  /// For the owner, or for another user when an operator asks. Only this answer contains the token.
  package func createSession(
    _ params: SessionCreate.Params, made id: SessionID
  ) throws -> SessionCreate.Result {
    guard let user = params.userId else { return try insertSession(params, made: id) }
    return try operating().speaking(for: user) { try $0.insertSession(params, made: id) }
  }

  package func revokeSession(_ id: SessionID) throws {
    let gone = try db.run(
      """
      DELETE FROM session
      WHERE user = ?1 AND uuid = ?2
      """, rows.whose, .id(id))
    guard gone == 1 else { throw Fault.notFound(.session) }
    try note(.session, id, .deleted)
  }

  /// Checks the token of a request that writes, and records its use now and then.
  package func useLogin() throws {
    guard let login = rows.owner.login else { return }
    try rows.checkLogin(at: now)
    try db.run(
      """
      UPDATE session
      SET last_used_at = ?3
      WHERE user = ?1 AND token_hash = ?2
        AND coalesce(last_used_at, ?4) <= ?4
      """, rows.whose, .bytes(login.tokenHash), .time(now),
      .integer(now.milliseconds - Self.useInterval))
  }

  fileprivate func insertSession(
    _ params: SessionCreate.Params, made id: SessionID
  ) throws -> SessionCreate.Result {
    try removeExpiredSessions()
    let seconds = (params.expiresInSeconds ?? .standard).number
    let session = Noun.Session(
      id: id, name: params.name, createdAt: now,
      expiresAt: Timestamp(milliseconds: now.milliseconds + Int64(seconds) * 1000))
    let token = SessionToken()
    try db.run(
      """
      INSERT INTO session (user, uuid, name, token_hash, created_at, expires_at)
      VALUES (?1, ?2, ?3, ?4, ?5, ?6)
      """,
      rows.whose, .id(id), .ruled(session.name), .bytes(token.hash), .time(now),
      .time(session.expiresAt))
    try note(.session, id, .created)
    return SessionCreate.Result(session: session, token: token.text)
  }

  /// Skipped while the clock is doubted: expired sessions are refused in any case.
  private func removeExpiredSessions() throws {
    guard clock.doubt(at: now) == nil else { return }
    let expired = try db.all(SessionSQL.removeExpired, rows.whose, .time(now)) {
      $0.id(SessionID.self)
    }
    for id in expired { try note(.session, id, .deleted) }
  }
}

/// The statements that read sessions.
enum SessionSQL {
  private static let select = """
    SELECT uuid, name, created_at, expires_at, last_used_at, id
    FROM session
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

  static let removeExpired = """
    DELETE FROM session
    WHERE user = ?1 AND expires_at <= ?2
    RETURNING uuid
    """
}

extension Noun.Session {
  init(_ columns: inout Columns) {
    self.init(
      id: columns.id(), name: columns.ruledIfPresent(), createdAt: columns.time(),
      expiresAt: columns.timeIfPresent(), lastUsedAt: columns.timeIfPresent())
  }
}
