package import Wire

/// The statements that find one noun by name.
///
/// Each takes the owner first and then what is searched for, and returns the noun's columns.
struct NameSQL: Sendable {
  let byNumber: String
  /// By a range of ids, from the first to the last.
  let byID: String
  /// By title, ignoring the case of A to Z.
  let byTitle: String
  /// All ids with their titles, for names with letters whose case SQLite does not know.
  let titles: String
  let one: String

  /// How many rows are read at most: one more than the limit shows that there are more.
  static let limit = Limits.namedThings + 1
}

extension Rows {
  /// Finds threads by number, by the beginning of the id, or by title.
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

  /// Finds contexts; their title is that of their thread.
  package func contexts(
    named name: TypedName, includeDeleted: Bool
  ) throws -> Found<Noun.Context> {
    try find(name, by: ContextSQL.names, includeDeleted, \.deletedAt) {
      try Kept<Noun.Context>(&$0).value
    }
  }

  /// Returns the matches of the first kind of name that names anything not deleted; otherwise those
  /// of the first kind that names anything deleted.
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
    let wanted = near.filter { includeDeleted || $0[keyPath: deletedAt] == nil }
    return Found([], by: nil, similar: Array(wanted.prefix(Limits.similarThings)))
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

  /// Titles that begin with `title`, those first that have it as whole words; otherwise titles that
  /// contain it; at most twice `Limits.similarThings`. Reads all titles until there are enough matches.
  private func similar<Named>(
    to title: String, by sql: NameSQL, read: (inout Columns) throws -> Named
  ) throws -> [Named] {
    var (whole, beginning, holding): ([ID<Named>], [ID<Named>], [ID<Named>]) = ([], [], [])
    try db.each(sql.titles, [whose]) { columns in
      let id: ID<Named> = columns.id()
      let found = columns.text().lowercased()
      if found.hasPrefix(title) {
        let next = found.dropFirst(title.count).first
        if next?.isLetter == true || next?.isNumber == true {
          if beginning.count < Limits.similarThings { beginning.append(id) }
        } else {
          whole.append(id)
        }
      } else if holding.count < Limits.similarThings, found.contains(title) {
        holding.append(id)
      }
      return whole.count < Limits.similarThings
    }
    let ids = whole.isEmpty && beginning.isEmpty ? holding : whole + beginning
    return try ids.compactMap { try db.first(sql.one, whose, .id($0), read: read) }
  }

  /// Reads all titles, as a search does.
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
