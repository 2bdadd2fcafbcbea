package import Wire

/// What a name is looked for among: one noun's statements.
///
/// Each takes the owner first and then what is looked for, and gives the noun's columns.
struct NameSQL: Sendable {
  let byNumber: String
  /// From the first id to the last.
  let byID: String
  /// The case of A to Z aside.
  let byTitle: String
  /// All ids with their titles, for names whose case SQLite does not know.
  let titles: String
  let one: String

  /// The most that is read: one more than fits tells that there are more.
  static let limit = Limits.namedThings + 1
}

extension Rows {
  /// Threads by number, by the beginning of the id, or by title.
  package func threads(named name: TypedName, includeDeleted: Bool) throws -> Found<Noun.Thread> {
    try find(name, by: ThreadSQL.names, includeDeleted, \.deletedAt) {
      try Kept<Noun.Thread>(&$0).value
    }
  }

  package func tasks(named name: TypedName, includeDeleted: Bool) throws -> Found<Noun.Task> {
    try find(name, by: TaskSQL.names, includeDeleted, \.deletedAt) {
      Kept<Noun.Task>(&$0).value
    }
  }

  /// By the title of the context's thread.
  package func contexts(
    named name: TypedName, includeDeleted: Bool
  ) throws -> Found<Noun.Context> {
    try find(name, by: ContextSQL.names, includeDeleted, \.deletedAt) {
      try Kept<Noun.Context>(&$0).value
    }
  }

  /// The first kind of name that names anything live answers; else the first that names anything
  /// deleted.
  private func find<Named: NamedPayload>(
    _ name: TypedName, by sql: NameSQL, _ includeDeleted: Bool,
    _ deletedAt: KeyPath<Named, Timestamp?>, read: (inout Columns) throws -> Named
  ) throws -> Found<Named> {
    var deleted: Found<Named>?
    for kind in NamedBy.allCases {
      let all = try named(name, kind, by: sql, read: read)
      let wanted = includeDeleted ? all : all.filter { $0[keyPath: deletedAt] == nil }
      if !wanted.isEmpty { return Found(atMost: wanted, by: kind) }
      if deleted == nil, !all.isEmpty { deleted = Found(atMost: all, by: kind) }
    }
    if let deleted { return deleted }
    let near = try similar(to: name.text.lowercased(), by: sql, read: read)
    return Found(
      [], by: nil, similar: near.filter { includeDeleted || $0[keyPath: deletedAt] == nil })
  }

  private func named<Named>(
    _ name: TypedName, _ kind: NamedBy, by sql: NameSQL,
    read: (inout Columns) throws -> Named
  ) throws -> [Named] {
    switch kind {
    case .number:
      guard let number = name.number else { return [] }
      return try db.all(sql.byNumber, whose, .int(number.number), read: read)
    case .id:
      guard let ids = name.ids(of: Named.self) else { return [] }
      return try db.all(sql.byID, whose, .id(ids.first), .id(ids.last), read: read)
    case .title:
      let found = try db.all(sql.byTitle, whose, .text(name.text), read: read)
      guard found.isEmpty, !name.text.utf8.allSatisfy({ $0 < 0x80 }) else { return found }
      return try titled(name.text.lowercased(), by: sql, read: read)
    }
  }

  /// What begins with `title`, else what holds it. Looks at every title until there are enough.
  private func similar<Named>(
    to title: String, by sql: NameSQL, read: (inout Columns) throws -> Named
  ) throws -> [Named] {
    var (beginning, holding): ([ID<Named>], [ID<Named>]) = ([], [])
    try db.each(sql.titles, [whose]) { columns in
      let id: ID<Named> = columns.id()
      let found = columns.text().lowercased()
      if found.hasPrefix(title) {
        beginning.append(id)
      } else if holding.count < Limits.similarThings, found.contains(title) {
        holding.append(id)
      }
      return beginning.count < Limits.similarThings
    }
    let ids = beginning.isEmpty ? holding : beginning
    return try ids.compactMap { try db.first(sql.one, whose, .id($0), read: read) }
  }

  /// Looks at every title, as a search does.
  private func titled<Named>(
    _ title: String, by sql: NameSQL, read: (inout Columns) throws -> Named
  ) throws -> [Named] {
    var ids: [ID<Named>] = []
    try db.each(sql.titles, [whose]) { columns in
      let id: ID<Named> = columns.id()
      if columns.text().lowercased() == title { ids.append(id) }
      return ids.count < NameSQL.limit
    }
    return try ids.compactMap { try db.first(sql.one, whose, .id($0), read: read) }
  }
}

extension Found {
  fileprivate init(atMost things: [Element], by kind: NamedBy) {
    let shown = things.prefix(Limits.namedThings)
    self.init(Array(shown), by: kind, hasMore: shown.count < things.count)
  }
}
