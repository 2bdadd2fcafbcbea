/// The parts of a database that never change: fixed fields of its header, and the page with its id.
struct OwnPage {
  private static let headerBytes = 100

  private let offset: Int
  private let bytes: [UInt8]
  private let marks: [UInt8]

  init(_ number: Int, of database: WatchedFile) throws(OpenFailure) {
    offset = (number - 1) * LogFrame.pageBytes
    guard let header = database.bytes(Self.headerBytes, at: 0),
      let bytes = database.bytes(LogFrame.pageBytes, at: offset)
    else { throw .damaged(path: database.path, reason: "it ends before the page with its id") }
    (self.bytes, marks) = (bytes, Self.marks(of: header))
  }

  func isIn(_ database: WatchedFile) -> Bool {
    guard let header = database.bytes(Self.headerBytes, at: 0) else { return false }
    return Self.marks(of: header) == marks
      && database.bytes(LogFrame.pageBytes, at: offset) == bytes
  }

  /// The text at the beginning, the page size and `application_id` (sqlite.org/fileformat2.html,
  /// section 1.3).
  private static func marks(of header: [UInt8]) -> [UInt8] {
    Array(header[0..<18] + header[68..<72])
  }
}
