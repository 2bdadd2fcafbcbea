import GRDBSQLite

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Examines the file at a path without changing a byte of it.
///
/// The header is read first (sqlite.org/fileformat2.html, section 1.3), because even a read-only
/// connection to a database in WAL mode creates files beside it. A database without a log is then
/// opened as immutable, which locks and creates nothing. A database with a log is skein's by its
/// header, and only a read-only connection sees the content of the log.
struct Probe {
  /// "sken"
  static let applicationID: Int32 = 0x736B_656E

  enum Found: Equatable {
    case nothing
    /// `isWhole` when the database is known to be undamaged: by the mark of a clean end, or because
    /// it was read as a whole.
    case database(version: Int, isWhole: Bool, log: String?)
  }

  /// A database of at most this size is read as a whole before it is opened, which takes less than
  /// a tenth of a second: a damaged one is then refused with the file untouched. A larger one
  /// without a mark of a clean end is checked in the background.
  static let readAtOnceBytes = 8 << 20

  let path: String
  /// The newest schema version that this program can read.
  let known: Int
  var readAtOnceBytes = Self.readAtOnceBytes

  func look() throws(OpenFailure) -> Found {
    guard let length = try size(of: path), length > 0 else {
      // A log without its database is what remains of somebody's data.
      if let log = try log() {
        throw .damaged(path: path, reason: "it is missing or empty beside \(log)")
      }
      return .nothing
    }
    let header = try header()
    try judge(header)
    let log = try log()
    if log == nil { try checkLength(header, bytes: length) }
    do throws(OpenFailure) {
      let connection = try Connection(path, isImmutable: log == nil)
      let version = Int(try connection.answer("PRAGMA user_version")) ?? 0
      guard version <= known else {
        throw .newerSchema(path: path, found: version, known: known)
      }
      if let log { try checkFit(log, beside: connection) }
      var isWhole = CleanEnd(ofDatabase: path).isTrue
      // A migration reads the whole database anyway.
      if !isWhole, length <= readAtOnceBytes || version < known {
        try connection.check("PRAGMA quick_check(1)")
        isWhole = true
      } else {
        try connection.check("PRAGMA quick_check('database')")
      }
      return .database(version: version, isWhole: isWhole, log: log)
    } catch {
      guard let log, case .damaged = error, isWholeAlone() else { throw error }
      throw .foreignLog(path: path, log: log)
    }
  }

  /// A truncated file is refused at once. The size in the header is valid only when it was written
  /// with the last change (sqlite.org/fileformat2.html, section 1.3.8).
  private func checkLength(_ header: [UInt8], bytes: Int) throws(OpenFailure) {
    func number(_ offset: Int) -> Int {
      header[offset..<offset + 4].reduce(0) { $0 << 8 | Int($1) }
    }
    let size = header[16..<18].reduce(0) { $0 << 8 | Int($1) }
    let pageBytes = size == 1 ? 1 << 16 : size
    guard number(24) == number(92), bytes < number(28) * pageBytes else { return }
    throw .damaged(
      path: path, reason: "it ends after \(bytes) of its \(number(28) * pageBytes) bytes")
  }

  /// A log is newer than the database that it belongs to, so its `schema_version` is never older. A
  /// log with an older one was left by a database that was here before: `db/backup`, like any
  /// VACUUM, gives the copy a greater version than its source.
  private func checkFit(_ log: String, beside connection: borrowing Connection) throws(OpenFailure)
  {
    func version(_ connection: borrowing Connection) throws(OpenFailure) -> Int {
      Int(try connection.answer("PRAGMA schema_version")) ?? 0
    }
    let before: Int
    do throws(OpenFailure) {
      before = try version(try Connection(path, isImmutable: true))
    } catch {
      // A checkpoint has copied half of the log: the database is whole only together with it.
      return
    }
    guard try version(connection) >= before else {
      throw .foreignLog(path: path, log: log)
    }
  }

  /// Whether the database is undamaged without its log: then the log does not belong to it; it is
  /// another database's, or this one's from another time.
  private func isWholeAlone() -> Bool {
    do throws(OpenFailure) {
      try Self.checkWhole(path)
      return true
    } catch {
      return false
    }
  }

  /// Checks a whole database that nothing changes, indexes too.
  static func checkWhole(_ path: String) throws(OpenFailure) {
    try Connection(path, isImmutable: true).check("PRAGMA integrity_check(1)")
  }

  private func judge(_ header: [UInt8]) throws(OpenFailure) {
    guard header.count == 100, header.starts(with: Array("SQLite format 3\0".utf8)) else {
      throw .damaged(path: path, reason: "it is not an SQLite database")
    }
    func number(_ offset: Int) -> Int32 {
      header[offset..<offset + 4].reduce(0) { $0 << 8 | Int32($1) }
    }
    guard number(68) == Self.applicationID else {
      throw .foreign(path: path, applicationID: number(68))
    }
    guard number(60) <= known else {
      throw .newerSchema(path: path, found: Int(number(60)), known: known)
    }
  }

  private func header() throws(OpenFailure) -> [UInt8] {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { throw .unwritable(path: path, reason: reason()) }
    // No connection of this process is open yet: closing this file would drop its locks
    // (sqlite.org/howtocorrupt.html, section 2.2).
    defer { close(file) }
    var bytes = [UInt8](repeating: 0, count: 100)
    let count = pread(file, &bytes, 100, 0)
    guard count >= 0 else { throw .machine("\(path) can't be read: \(reason()).") }
    return Array(bytes.prefix(count))
  }

  /// The write-ahead log or rollback journal beside the database.
  private func log() throws(OpenFailure) -> String? {
    for name in [path + "-wal", path + "-journal"] {
      if let length = try size(of: name), length > 0 { return name }
    }
    return nil
  }

  /// `nil` when no file exists.
  private func size(of path: String) throws(OpenFailure) -> Int? {
    var status = stat()
    guard stat(path, &status) == 0 else {
      guard errno == ENOENT else { throw .unwritable(path: path, reason: reason()) }
      return nil
    }
    guard status.st_mode & S_IFMT == S_IFREG else { throw .notAFile(path: path) }
    return Int(status.st_size)
  }
}

extension Probe {
  /// One read-only connection, opened directly: GRDB cannot pass `immutable`.
  private struct Connection: ~Copyable {
    private let path: String
    private let handle: OpaquePointer

    init(_ path: String, isImmutable: Bool) throws(OpenFailure) {
      var handle: OpaquePointer?
      let name = uri(path) + (isImmutable ? "?immutable=1" : "?mode=ro")
      let code = sqlite3_open_v2(name, &handle, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI, nil)
      guard code == SQLITE_OK, let handle else {
        let text = String(cString: sqlite3_errstr(code))
        sqlite3_close_v2(handle)
        throw OpenFailure(code: code, text: text, path: path)
      }
      sqlite3_busy_timeout(handle, 5000)
      do {
        // From SQLite 3.44 on, a check also reads the search index.
        try SearchTokenizer.register(on: handle)
      } catch {
        sqlite3_close_v2(handle)
        throw .machine("This SQLite has no FTS5, which skein needs: \(error).")
      }
      (self.path, self.handle) = (path, handle)
    }

    deinit {
      sqlite3_close_v2(handle)
    }

    borrowing func check(_ pragma: String) throws(OpenFailure) {
      _ = try answer("PRAGMA trusted_schema = OFF")
      let finding = try answer(pragma)
      guard finding == "ok" else { throw .damaged(path: path, reason: finding) }
    }

    /// The first column of the first row, or an empty text.
    borrowing func answer(_ sql: String) throws(OpenFailure) -> String {
      var statement: OpaquePointer?
      var code = sqlite3_prepare_v2(handle, sql, -1, &statement, nil)
      defer { sqlite3_finalize(statement) }
      if code == SQLITE_OK { code = sqlite3_step(statement) }
      guard code == SQLITE_ROW || code == SQLITE_DONE else {
        throw OpenFailure(code: code, text: String(cString: sqlite3_errmsg(handle)), path: path)
      }
      return sqlite3_column_text(statement, 0).map { String(cString: $0) } ?? ""
    }

  }
}

/// A path for an SQLite URI (sqlite.org/uri.html, section 3.1): characters that would end the path
/// or begin an escape are escaped.
func uri(_ path: String) -> String {
  let escaped = path.unicodeScalars.map { scalar in
    switch scalar {
    case "%": "%25"
    case "?": "%3f"
    case "#": "%23"
    default: String(scalar)
    }
  }
  return "file:" + escaped.joined()
}
