import GRDB
import JSON
import Wire

/// Writes the file that a purge leaves: one JSON object a line.
struct PurgeLines {
  private struct Line<Value: Encodable>: Encodable {
    let entity: Entity
    /// The owner's email.
    let user: String
    let value: Value
  }

  private let file: LineFile
  private let db: Database
  private let user: String

  /// Writes things of one owner.
  init(of user: Int64, to file: LineFile, _ db: Database) throws {
    self.file = file
    self.db = db
    self.user =
      try db.first("SELECT email FROM user WHERE id = ?1", .integer(user)) { $0.text() } ?? ""
  }

  /// Writes the thing as its methods return it, then its contents, each on a line of its own.
  func write(_ doomed: Doomed) throws {
    let rows = Rows(db: db, owner: Owner(user: doomed.user, via: .peer, isOperator: false))
    switch doomed.thing {
    case .thread(let id): try write(try rows.keptThread(id), of: rows)
    case .context(let id):
      let context = try rows.keptContext(id)
      try put(.context, context.value)
      try write(try rows.keptThread(context.value.threadId), of: rows)
      try db.each(ActionSQL.whole, [rows.whose, .integer(context.row)]) { columns in
        try put(.action, Noun.Action(&columns))
        return true
      }
      try db.each(PreviewSQL.whole, [rows.whose, .integer(context.row)]) { columns in
        try put(.preview, Noun.Preview(&columns))
        return true
      }
    case .task(let id): try put(.task, try rows.task(id))
    }
  }

  private func write(_ thread: Kept<Noun.Thread>, of rows: borrowing Rows) throws {
    try put(.thread, thread.value)
    try db.each(MessageSQL.whole, [rows.whose, .integer(thread.row)]) { columns in
      try put(.message, Noun.Message(&columns))
      return true
    }
    let turns = try db.all(
      """
      SELECT uuid
      FROM turn
      WHERE thread = ?2 AND +user = ?1
      ORDER BY id
      """, rows.whose, .integer(thread.row)
    ) { $0.id(TurnID.self) }
    for id in turns { try put(.turn, try rows.turn(id)) }
  }

  private func put(_ entity: Entity, _ value: some Encodable) throws {
    try file.append(Output.encode(Line(entity: entity, user: user, value: value)))
  }
}
