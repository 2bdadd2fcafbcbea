package import Wire

extension Rows {
  /// Finds also a preview of a soft-deleted context.
  package func preview(_ id: PreviewID) throws -> Noun.Preview {
    try keptPreview(id).value
  }

  /// Finds also a preview of a soft-deleted context.
  package func preview(_ which: WhichWithin<Noun.Preview>) throws -> Noun.Preview {
    switch which {
    case .id(let id): return try preview(id)
    case .number(let number, let context):
      let found = try db.first(
        PreviewSQL.numbered, whose, .integer(try keptContext(context).row), .int(number.number)
      ) { try Noun.Preview(&$0) }
      guard let found else { throw Fault.notFound(.preview) }
      return found
    }
  }

  /// The previews of a context that is not deleted, the newest first.
  package func previews(
    of id: ContextID, status: PreviewStatus?, limit: PageLimit, cursor: Cursor?
  ) throws -> Page<Noun.Preview> {
    let context = try keptLiveContext(id)
    let list = "preview/list \(id) \(status?.rawValue ?? "")"
    let before = try cursor?.key(of: list, count: 1)[0] ?? .max
    var page = PageBuilder<Noun.Preview>(limit)
    try db.each(
      status == nil ? PreviewSQL.all : PreviewSQL.ofStatus,
      [whose, .integer(before), page.wanted, .integer(context.row)]
        + [status.map { .text($0.rawValue) }].compactMap { $0 }
    ) { columns in
      let preview = try Noun.Preview(&columns)
      return page.add(preview, key: [columns.int64()], textBytes: preview.textBytes)
    }
    return page.page(of: list)
  }

  func keptPreview(_ id: PreviewID) throws -> Kept<Noun.Preview> {
    guard let preview = try previewIfPresent(id) else { throw Fault.notFound(.preview) }
    return preview
  }

  func previewIfPresent(_ id: PreviewID) throws -> Kept<Noun.Preview>? {
    try db.first(PreviewSQL.one, whose, .id(id)) { columns in
      let preview = try Noun.Preview(&columns)
      return Kept(row: columns.int64(), value: preview)
    }
  }
}

/// The statements that read previews; each is always the same text, so that the statement cache
/// finds it.
enum PreviewSQL {
  private static let select = """
    SELECT preview.uuid, preview.number, context.uuid, preview.url, preview.deployment_id,
      preview.status, preview.metadata, preview.created_at, preview.updated_at, preview.id
    FROM preview
    JOIN context ON context.id = preview.context
    """

  static let one = """
    \(select)
    WHERE preview.user = ?1 AND preview.uuid = ?2
    """

  static let numbered = """
    \(select)
    WHERE preview.context = ?2 AND preview.number = ?3 AND +preview.user = ?1
    """

  /// `+` makes the planner use the index by context.
  static let whole = """
    \(select)
    WHERE preview.context = ?2 AND +preview.user = ?1
    ORDER BY preview.id DESC
    """

  static let all = """
    \(select)
    WHERE preview.context = ?4 AND +preview.user = ?1 AND preview.id < ?2
    ORDER BY preview.id DESC
    LIMIT ?3
    """

  static let ofStatus = """
    \(select)
    WHERE preview.context = ?4 AND +preview.user = ?1 AND preview.status = ?5 AND preview.id < ?2
    ORDER BY preview.id DESC
    LIMIT ?3
    """
}

extension Noun.Preview {
  init(_ columns: inout Columns) throws {
    self.init(
      id: columns.id(), number: columns.int(), contextId: columns.id(),
      url: columns.ruledIfPresent(), deploymentId: columns.ruledIfPresent(),
      // The schema allows the same values only.
      status: PreviewStatus(rawValue: columns.text()) ?? .error,
      metadata: try columns.objectIfPresent(), createdAt: columns.time(), updatedAt: columns.time())
  }

  var textBytes: Int {
    512 + (url?.text.utf8.count ?? 0) + (metadata?.text.utf8.count ?? 0)
  }
}
