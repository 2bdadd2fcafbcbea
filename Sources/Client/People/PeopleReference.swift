package import Wire

/// Finds sessions and users by the beginning or the end of their ids.
extension Connection {
  package func session(named text: String) throws -> SessionID {
    let reference = try IDReference<Noun.Session>(text, noun: "session")
    if let whole = reference.whole { return whole }
    var found: [(id: SessionID, label: String)] = []
    let params = SessionList.Params(limit: PageLimit(200))
    try pages(SessionList.self, params, cursor: \.cursor) { page, _ in
      found += page.data.filter { reference.names($0.id) }.map { ($0.id, $0.name?.text ?? "") }
      return true
    }
    return try reference.choose(from: found)
  }

  /// For operators: only they can list users.
  package func user(named text: String) throws -> UserID {
    let reference = try IDReference<Noun.User>(text, noun: "user")
    if let whole = reference.whole { return whole }
    var found: [(id: UserID, label: String)] = []
    let params = UserList.Params(limit: PageLimit(200))
    try pages(UserList.self, params, cursor: \.cursor) { page, _ in
      found += page.data.filter { reference.names($0.id) }.map { ($0.id, $0.email) }
      return true
    }
    return try reference.choose(from: found)
  }

  /// The accounts that hold a secret.
  package func keys() throws -> [Noun.Account] {
    var found: [Noun.Account] = []
    let params = AccountList.Params(limit: PageLimit(200))
    try pages(AccountList.self, params, cursor: \.cursor) { page, _ in
      found += page.data.filter(\.hasSecret)
      return true
    }
    return found
  }
}
