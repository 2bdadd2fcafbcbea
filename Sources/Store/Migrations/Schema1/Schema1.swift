/// The first schema. Comments inside the SQL are kept by SQLite: `.schema` shows them.
///
/// Numbers inside, UUIDs outside: a row's own key is an integer, what a client sees is
/// `UNIQUE (user, uuid)`. `touched` and `seq` come from `user.change_seq`; no order depends on a
/// clock. Times are milliseconds since 1970 in UTC.
enum Schema1 {
  static let sql = [users, threads, messages, turns, feed].joined(separator: "\n")
}
