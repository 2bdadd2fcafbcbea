import GRDB
import JSON
package import Wire

/// The last model list of a provider, which survives a restart of the daemon.
package struct KeptModelList: Sendable, Equatable {
  package var provider: String
  /// The user whose own key was used to request it; `nil` for the configured key.
  package var user: UserKey?
  /// The fingerprint of the provider's base URL.
  package var source: Fingerprint
  /// `nil` when the provider has no list.
  package var names: [String]?

  package init(provider: String, user: UserKey?, source: Fingerprint, names: [String]?) {
    self.provider = provider
    self.user = user
    self.source = source
    self.names = names
  }
}

/// The lists of providers belong to all users, except those requested with a user's own key.
extension Store {
  package func modelLists() throws -> [KeptModelList] {
    try translated {
      try loopReader.unsafeRead { db in
        try db.all(ModelListSQL.all) { columns in
          KeptModelList(
            provider: columns.text(),
            user: columns.int64IfPresent().map { UserKey(row: $0) },
            source: Fingerprint(stored: columns.bytes()),
            names: try columns.jsonIfPresent([String].self))
        }
      }
    }
  }

  /// Replaces the stored list. `then` runs on the writer's queue, or at once when the write is
  /// refused.
  package func keep(
    _ list: KeptModelList, then: @escaping @Sendable (Result<Void, any Error>) -> Void
  ) {
    let now = configuration.now()
    writes.submit(
      WriteQueue.Job(
        perform: { db in
          try db.run(
            ModelListSQL.keep, .text(list.provider), list.user.map { .integer($0.row) } ?? .null,
            .bytes(list.source.bytes),
            try list.names.map { .text(try RawJSON(encoding: $0).text) } ?? .null, .time(now))
          return { then(.success(())) }
        },
        refuse: { [self] error in then(.failure(translate(error))) }))
  }
}

/// The statements for lists of models.
enum ModelListSQL {
  static let all = """
    SELECT provider, user, source, names
    FROM model_list
    """

  /// Writes nothing for a user who was erased meanwhile.
  static let keep = """
    INSERT INTO model_list (provider, user, source, names, listed_at)
    SELECT ?1, ?2, ?3, ?4, ?5
    WHERE ?2 IS NULL OR EXISTS (SELECT 1 FROM user WHERE id = ?2)
    ON CONFLICT (provider, coalesce(user, 0))
    DO UPDATE SET source = excluded.source, names = excluded.names, listed_at = excluded.listed_at
    """
}
