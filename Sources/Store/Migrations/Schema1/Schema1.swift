/// The first schema. SQLite keeps comments inside the SQL: `.schema` shows them.
///
/// Rows have integers as keys, and clients see UUIDs: `UNIQUE (user, uuid)`. `touched` and `seq`
/// come from `user.change_seq`; no order depends on a clock. Times are milliseconds since 1970 in
/// UTC.
enum Schema1 {
  static let sql = [users, threads, messages, turns, feed].joined(separator: "\n")
}
