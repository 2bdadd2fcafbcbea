import GRDB
import JSON
package import Wire

/// What a provider listed last, as it outlives the daemon.
package struct KeptModelList: Sendable, Equatable {
  package var provider: String
  /// Whose own key it was asked with; nobody's for the configured one.
  package var user: UserKey?
  /// Of its base URL.
  package var source: Fingerprint
  /// `nil` when it has no list.
  package var names: [String]?

  package init(provider: String, user: UserKey?, source: Fingerprint, names: [String]?) {
    self.provider = provider
    self.user = user
    self.source = source
    self.names = names
  }
}

/// What providers list is nobody's own, but for what a user's own key opens.
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

  /// Takes the place of what was kept before. `then` runs on the writer's queue, or at once when the
  /// write is refused.
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

/// The statements about lists of models.
enum ModelListSQL {
  static let all = """
    SELECT provider, user, source, names
    FROM model_list
    """

  /// A user who was erased meanwhile has none.
  static let keep = """
    INSERT INTO model_list (provider, user, source, names, listed_at)
    SELECT ?1, ?2, ?3, ?4, ?5
    WHERE ?2 IS NULL OR EXISTS (SELECT 1 FROM user WHERE id = ?2)
    ON CONFLICT (provider, coalesce(user, 0))
    DO UPDATE SET source = excluded.source, names = excluded.names, listed_at = excluded.listed_at
    """
}
