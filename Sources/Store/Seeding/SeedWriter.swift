import GRDB
import Wire

/// Writes one user's seeded data in order of time, over one year: each row once, in its final
/// state. No trigger runs meanwhile (`SuspendedSchema`).
struct SeedWriter {
  let db: Database
  let user: Int64
  /// Whether its things are recorded one by one; not necessary for a seeded user, who is removed
  /// with everything that they own.
  let notesThings: Bool
  var source: SeedSource
  let words: SeedWords
  var report: SeedReport

  /// The time of the last write, and the interval between writes.
  private(set) var now: Timestamp
  private let step: Int64
  /// The user's change counter.
  private var changes: Int64
  /// The last numbers given to the user's things.
  private var numbers: (thread: Int, task: Int, context: Int)
  /// The newest events; older ones are not kept, as in a database in real use.
  private var events:
    [(seq: Int64, entity: Entity, id: ID<SeedWriter>, change: EventChange, at: Timestamp)] = []
  private let eventsKept: Int

  init(
    _ db: Database, user: Int64, notesThings: Bool, source: SeedSource, words: SeedWords,
    report: SeedReport, writes: Int, until: Timestamp, eventsKept: Int
  ) throws {
    self.db = db
    self.user = user
    self.notesThings = notesThings
    self.source = source
    self.words = words
    self.report = report
    self.eventsKept = eventsKept
    now = Timestamp(milliseconds: until.milliseconds - SeedPlan.spanMilliseconds)
    step = SeedPlan.spanMilliseconds / Int64(writes + 1)
    let counters = try db.first(SeedSQL.counters, .integer(user)) {
      (changes: $0.int64(), thread: $0.int(), task: $0.int(), context: $0.int())
    }
    changes = counters?.changes ?? 0
    numbers = (
      thread: counters?.thread ?? 0, task: counters?.task ?? 0, context: counters?.context ?? 0
    )
  }

  var whose: Bound { .integer(user) }

  /// Advances to the time of the next write.
  mutating func tick() {
    now = Timestamp(milliseconds: now.milliseconds + step)
  }

  mutating func threadNumber() -> Int {
    numbers.thread += 1
    return numbers.thread
  }

  mutating func taskNumber() -> Int {
    numbers.task += 1
    return numbers.task
  }

  mutating func contextNumber() -> Int {
    numbers.context += 1
    return numbers.context
  }

  mutating func id<Noun>(_: Noun.Type = Noun.self) -> ID<Noun> { source.id(at: now) }

  /// Writes a row and returns its row number.
  @discardableResult
  mutating func write(_ table: String, _ sql: String, _ values: Bound...) throws -> Int64 {
    try db.execute(sql, values)
    report.add(table)
    return db.lastInsertedRowID
  }

  /// Changes a written row, or writes one that is not counted.
  func change(_ sql: String, _ values: Bound...) throws {
    try db.execute(sql, values)
  }

  mutating func noteThing<Noun>(_ entity: Entity, _ id: ID<Noun>) throws {
    guard notesThings else { return }
    try db.run(SeedSQL.seeded, whose, .text(entity.rawValue), .id(id))
  }

  /// Returns the number of a change; its event is written with the user's last ones.
  @discardableResult
  mutating func note<Noun>(_ entity: Entity, _ id: ID<Noun>, _ change: EventChange) -> Int64 {
    changes += 1
    if events.count > 2 * eventsKept + 1 { events.removeFirst(events.count - eventsKept) }
    events.append((changes, entity, ID(high: id.high, low: id.low), change, now))
    return changes
  }

  /// Writes the events that are kept, without a gap up to the newest.
  mutating func writeEvents() throws {
    if events.count > eventsKept {
      events = events.suffix(eventsKept)
      try db.run(SeedSQL.noEvents, whose)
    }
    try db.run(
      SeedSQL.changes, whose, .integer(changes), .int(numbers.thread), .int(numbers.task),
      .int(numbers.context))
    for event in events {
      try write(
        "event", SeedSQL.event, whose, .integer(event.seq), .text(event.entity.rawValue),
        .id(event.id), .text(event.change.rawValue), .time(event.at))
    }
    events = []
  }
}
