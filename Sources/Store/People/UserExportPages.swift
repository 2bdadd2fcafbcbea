package import Wire

extension Rows {
  /// A part of all data of the owner: what comes after `cursor`, of about `Limits.exportPageBytes`. The
  /// first has the accounts and sessions; a thread may go on in the next one.
  package func exportUser(after cursor: Cursor?) throws -> UserExport.Result {
    var page = UserExportPage(
      of: UserDocument(of: try user()),
      after: try cursor.map(UserExportPlace.init) ?? UserExportPlace())
    if cursor == nil {
      page.document.accounts = try db.all(AccountSQL.whole, whose, read: Noun.Account.init)
      page.document.sessions = try db.all(SessionSQL.whole, whose, read: Noun.Session.init)
    }
    if page.place.part == .threads { try addThreads(to: &page) }
    if page.place.part == .tasks { try addTasks(to: &page) }
    if page.place.part == .contexts { try addContexts(to: &page) }
    if page.place.part == .usage { try addUsage(to: &page) }
    return UserExport.Result(page.document, nextCursor: page.isFull ? page.place.cursor : nil)
  }

  private func addThreads(to page: inout UserExportPage) throws {
    for thread in try db.all(ThreadSQL.whole, whose, read: Kept<Noun.Thread>.init) {
      guard thread.row > page.place.row || thread.row == page.place.row && page.place.isOpen else {
        continue
      }
      if page.isFull { return }
      try add(thread, to: &page)
    }
    page.finish(.threads, next: .tasks)
  }

  /// Adds what is left of a thread and has room.
  private func add(_ thread: Kept<Noun.Thread>, to page: inout UserExportPage) throws {
    let isContinued = page.place.isOpen
    page.place.begin(thread.row)
    var messages: [Noun.Message] = []
    try db.each(MessageSQL.whole, [whose, .integer(thread.row)]) { columns in
      let message = try Noun.Message(&columns)
      let sequence = Int64(message.sequence?.number ?? 0)
      guard sequence > page.place.messages else { return true }
      guard !page.isFull else { return false }
      messages.append(message)
      page.place.messages = sequence
      page.count(message.content, message.metadata?.text)
      return true
    }
    var turns: [UserDocument.ExportedTurn] = []
    var seen: Int64 = 0
    if !page.isFull {
      try db.each(TurnSQL.whole, [whose, .integer(thread.row)]) { columns in
        let turn = try UserDocument.ExportedTurn(&columns)
        seen += 1
        guard seen > page.place.turns else { return true }
        guard !page.isFull else { return false }
        turns.append(turn)
        page.place.turns = seen
        page.count(turn.turn.input, turn.turn.output, turn.turn.reasoning, turn.systemPrompt?.text)
        return true
      }
    }
    let isPart = !messages.isEmpty || !turns.isEmpty
    if isPart || !isContinued {
      page.document.threads.append(
        UserDocument.ExportedThread(thread: thread.value, messages: messages, turns: turns))
      page.count(thread.value.systemPrompt?.text)
    }
    // A page that has become full with the last of it is followed by one that finds nothing left.
    if !page.isFull { page.place.isOpen = false }
  }

  private func addTasks(to page: inout UserExportPage) throws {
    for task in try db.all(TaskSQL.whole, whose, read: Kept<Noun.Task>.init)
    where task.row > page.place.row {
      if page.isFull { return }
      page.document.tasks.append(task.value)
      page.place.row = task.row
      page.count(task.value.title.text, task.value.description?.text)
    }
    page.finish(.tasks, next: .contexts)
  }

  private func addContexts(to page: inout UserExportPage) throws {
    for context in try db.all(ContextSQL.whole, whose, read: Kept<Noun.Context>.init)
    where context.row > page.place.row {
      if page.isFull { return }
      let actions = try db.all(
        ActionSQL.whole, whose, .integer(context.row), read: Noun.Action.init)
      let previews = try db.all(
        PreviewSQL.whole, whose, .integer(context.row), read: Noun.Preview.init)
      page.document.contexts.append(
        UserDocument.ExportedContext(
          context: context.value, actions: actions, previews: previews))
      page.place.row = context.row
      page.count(context.value.metadata?.text)
      for action in actions { page.count(action.payload.text, action.result?.text) }
      for preview in previews { page.count(preview.metadata?.text) }
    }
    page.finish(.contexts, next: .usage)
  }

  private func addUsage(to page: inout UserExportPage) throws {
    var seen: Int64 = 0
    try db.each(UserExportSQL.usage, [whose]) { columns in
      let usage = UserDocument.ExportedUsage(&columns)
      seen += 1
      guard seen > page.place.row else { return true }
      guard !page.isFull else { return false }
      page.document.usage.append(usage)
      page.place.row = seen
      page.count()
      return true
    }
  }
}

/// A page of an export while it is filled.
private struct UserExportPage {
  var document: UserDocument
  /// How far the export has come.
  var place: UserExportPlace
  private var used = 0

  init(of document: UserDocument, after place: UserExportPlace) {
    self.document = document
    self.place = place
  }

  var isFull: Bool { used >= Limits.exportPageBytes }

  /// Counts the texts of one thing, and half a kibibyte for its other members.
  mutating func count(_ texts: String?...) {
    used += 512 + texts.reduce(0) { $0 + ($1?.utf8.count ?? 0) }
  }

  /// Goes on with the next list unless the page is full, in which case the list may not be at its end.
  mutating func finish(_ part: UserExportPlace.Part, next: UserExportPlace.Part) {
    if !isFull { place = UserExportPlace(part: next) }
  }
}

/// How far an export has come.
private struct UserExportPlace {
  enum Part: Int64 {
    case threads, tasks, contexts, usage
  }

  var part = Part.threads
  /// The last row that was begun; of the usage, how many were written.
  var row: Int64 = 0
  /// Whether that row, a thread, is not complete.
  var isOpen = false
  /// The last sequence that was written of it.
  var messages: Int64 = 0
  /// How many turns were written of it.
  var turns: Int64 = 0

  private static let list = UserExport.name

  init(part: Part = .threads) {
    self.part = part
  }

  init(_ cursor: Cursor) throws(Fault) {
    let key = try cursor.key(of: Self.list, count: 5)
    guard let part = Part(rawValue: key[0]) else {
      throw .invalidParams(path: "cursor", expected: "a nextCursor, unchanged")
    }
    self.part = part
    (row, isOpen, messages, turns) = (key[1], key[2] == 1, key[3], key[4])
  }

  var cursor: Cursor {
    Cursor(list: Self.list, key: [part.rawValue, row, isOpen ? 1 : 0, messages, turns])
  }

  /// Begins a thread, unless it was begun already.
  mutating func begin(_ thread: Int64) {
    guard !isOpen || row != thread else { return }
    (row, isOpen, messages, turns) = (thread, true, 0, 0)
  }
}
