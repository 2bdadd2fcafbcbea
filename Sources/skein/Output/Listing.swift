import ArgumentParser
import Client
import Wire

/// How many entries a list command prints.
struct ListOptions: ParsableArguments {
  /// What is listed unless a number is given.
  static let standard = 50

  @Option(
    help: ArgumentHelp(
      "List at most this many; \(ListOptions.standard) by default.", valueName: "count"))
  var limit: Int?
  @Flag(help: "List all of them.") var all = false

  func validate() throws {
    if let limit, limit < 1 { throw ValidationError("--limit: expected 1 or more.") }
  }
}

/// Whether a list shows ids beside numbers.
struct LongOption: ParsableArguments {
  @Flag(name: .shortAndLong, help: "Show ids too.") var long = false
}

/// As much of a list as was asked for.
struct Listing<Element: NamedPayload> {
  private(set) var entries: [Element] = []
  private var merged = MergedPages()
  private var hasMore = false
  private let saysMore: Bool

  /// A page holds no more than the last one may: the cursor after it is then the list's. What
  /// `isListed` refuses is neither shown nor counted.
  init<M: Method>(
    _: M.Type, _ params: M.Params, limit: WritableKeyPath<M.Params, PageLimit?>,
    cursor: WritableKeyPath<M.Params, Cursor?>, _ options: ListOptions, on connection: Connection,
    listen: (Incoming) throws -> Void = { _ in },
    where isListed: (Element) -> Bool = { _ in true }
  ) throws where M.Result == Page<Element> {
    var params = params
    // Who gave a number knows that there may be more.
    saysMore = options.limit == nil
    var left = options.all ? Int.max : options.limit ?? ListOptions.standard
    repeat {
      params[keyPath: limit] = PageLimit(min(left, PageLimit.range.upperBound))
      var next: Cursor?
      try connection.pages(M.self, params, cursor: cursor, listen: listen) { page, value in
        let listed = page.data.filter(isListed)
        entries += listed
        merged.append(value) { page.data.indices.contains($0) && isListed(page.data[$0]) }
        left -= listed.count
        next = page.nextCursor
        return false
      }
      params[keyPath: cursor] = next
      hasMore = next != nil
    } while hasMore && left > 0
  }

  /// As JSON if asked, else as the table of its entries.
  func show(_ console: Console, asJSON: Bool, _ table: ([Element]) -> Table) throws {
    try show(console, asJSON: asJSON, lines: { try console.show(table($0)) })
  }

  /// As JSON if asked, else as `lines` prints its entries.
  func show(_ console: Console, asJSON: Bool, lines: ([Element]) throws -> Void) throws {
    if asJSON { return try console.print(json: merged.json) }
    try lines(entries)
    // Also where the list goes to another program: it must not take the first ones for all.
    if hasMore, saysMore {
      console.note("these are the first \(entries.count); there are more, and --all lists them")
    }
  }
}

extension ListOptions {
  /// For who has read the whole command line: everything.
  static func whole() -> ListOptions {
    var options = ListOptions()
    options.limit = nil
    options.all = true
    return options
  }
}

extension Console {
  /// A moment as people read it, or as it is for programs.
  func when(_ moment: Timestamp) -> String {
    isTerminal ? Age.text(of: moment) : moment.description
  }

  /// The id of what has no number, its end alone on a terminal.
  func shown<Named>(_ id: ID<Named>, _ length: Int) -> String {
    isTerminal ? String(id.description.suffix(length)) : id.description
  }

  /// What people name a thing by, and its id if that is asked for.
  func named<Named>(_ number: String, _ id: ID<Named>, _ option: LongOption) -> [String] {
    option.long ? [number, id.description] : [number]
  }
}
