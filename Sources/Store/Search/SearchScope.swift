import Wire

/// The limits of a search, as values for its statements.
struct SearchScope {
  private(set) var thread = Bound.null
  /// The row numbers of the thread's messages: the first, and the one after the last.
  private(set) var start: Int64 = 0
  private(set) var end: Int64?
  let since: Bound
  let role: Bound
  /// Whether versions of threads are searched, too: when they are requested, or one is named.
  private(set) var hasVersions: Bool
  /// Distinguishes the pages of one search from those of another.
  private(set) var name = ""

  /// `notFound` for a thread that does not exist.
  init(_ params: ThreadSearch.Params, _ rows: borrowing Rows) throws {
    since = .time(params.since)
    role = .string(params.role?.rawValue)
    hasVersions = params.includeCopies ?? false
    if hasVersions { name += "copies " }
    if let id = params.threadId {
      let found = try rows.keptLiveThread(id)
      thread = .integer(found.row)
      if found.value.copyOf != nil { hasVersions = true }
      let numbers = try rows.db.first(SearchSQL.numbers, .integer(found.row)) {
        (first: $0.int64(), last: $0.int64())
      }
      start = numbers?.first ?? 0
      end = (numbers?.last ?? 0) + 1
      name += "in \(id) "
    }
    if let time = params.since { name += "since \(time) " }
    if let role = params.role { name += "by \(role.rawValue) " }
  }
}
