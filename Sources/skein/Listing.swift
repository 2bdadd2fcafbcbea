import ArgumentParser
import Client
import Wire

/// How many entries a list command prints.
struct ListOptions: ParsableArguments {
  @Option(help: ArgumentHelp("How many to list.", valueName: "count")) var limit = 50
  @Flag(help: "List all of them.") var all = false

  func validate() throws {
    if limit < 1 { throw ValidationError("--limit: expected 1 or more.") }
  }
}

/// As much of a list as was asked for.
struct Listing<Element: NamedPayload> {
  private(set) var entries: [Element] = []
  private var merged = MergedPages()
  private var hasMore = false

  /// A page holds no more than the last one may: the cursor after it is then the list's.
  init<M: Method>(
    _: M.Type, _ params: M.Params, limit: WritableKeyPath<M.Params, PageLimit?>,
    cursor: WritableKeyPath<M.Params, Cursor?>, _ options: ListOptions, on connection: Connection,
    listen: (Incoming) throws -> Void = { _ in }
  ) throws where M.Result == Page<Element> {
    var params = params
    var left = options.all ? Int.max : options.limit
    repeat {
      params[keyPath: limit] = PageLimit(min(left, PageLimit.range.upperBound))
      var next: Cursor?
      try connection.pages(M.self, params, cursor: cursor, listen: listen) { page, value in
        entries += page.data
        merged.append(value)
        left -= page.data.count
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
    if hasMore, console.isTerminal, console.hasStatus {
      console.note("there are more; --all lists them")
    }
  }
}

/// What is known of one thing: aligned on a terminal, separated by a tab in a pipe.
struct Facts {
  private var rows: [(name: String, value: String)] = []

  mutating func add(_ name: String, _ value: String?) {
    if let value { rows.append((name, value)) }
  }

  func show(_ console: Console) throws {
    let width = rows.map(\.name.count).max() ?? 0
    for (name, value) in rows {
      let pad = String(repeating: " ", count: width - name.count + 2)
      let rest =
        console.isTerminal
        ? pad + PrintableText.line(value) : "\t" + PrintableText.cell(value)
      try console.write(console.bold(name) + rest + "\n")
    }
  }
}

extension Session {
  /// Calls a method and prints what it made: as JSON if asked, else the line that `text` makes.
  func call<M: Method>(
    _: M.Type, _ params: M.Params, _ global: GlobalOptions, on connection: Connection? = nil,
    text: (M.Result) -> String
  ) throws -> M.Result {
    let (result, json) = try (connection ?? dialer.connect()).callBoth(M.self, params)
    if global.json {
      try console.print(json: json)
    } else {
      try console.print(text(result) + "\n")
    }
    return result
  }
}

extension Console {
  /// A moment as people read it, or as it is for programs.
  func when(_ moment: Timestamp) -> String {
    isTerminal ? Age.text(of: moment) : moment.description
  }

  /// An id, short on a terminal.
  func shown<Named>(_ id: ID<Named>, _ length: Int) -> String {
    isTerminal ? String(id.description.prefix(length)) : id.description
  }
}
