import Wire

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The texts typed at prompts, one a line in a file that several programs may write to at once.
package struct InputHistory {
  /// How many entries are kept; when the file holds more, half of them are removed.
  package static let entryLimit = 2000
  /// A longer text, such as a whole file that was pasted, is not kept.
  package static let entryBytes = 64 << 10
  static let fileBytes = 4 << 20

  private let path: String?

  /// `$XDG_STATE_HOME/skein/chat-history`; without a home nothing is kept.
  package init(_ environment: Environment) {
    self.init(path: environment.places.state.map { $0 + "/chat-history" })
  }

  init(path: String?) {
    self.path = path
  }

  /// The entries, the oldest first; none where the file cannot be read.
  package func entries() -> [String] {
    guard let path, let bytes = SmallFile.read(path, limit: 2 * Self.fileBytes) else { return [] }
    return Self.lines(bytes).map(Self.decode).suffix(Self.entryLimit)
  }

  /// Adds an entry at the end.
  package func append(_ entry: String) throws(ClientError) {
    let line = Self.encode(entry)
    guard let path, line.utf8.count <= Self.entryBytes else { return }
    if let slash = path.lastIndex(of: "/") { try SmallFile.makeDirectory(String(path[..<slash])) }
    let file = try openLocked(path)
    defer { SmallFile.close(file) }
    let bytes = Array((line + "\n").utf8)
    guard bytes.withUnsafeBytes({ LibC.write(file, $0) }) == bytes.count else {
      throw .system(LibC.message(path))
    }
    try shorten(path)
  }

  /// The file at the path, locked for this process until it is closed.
  private func openLocked(_ path: String) throws(ClientError) -> Int32 {
    while true {
      let file = open(path, O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
      guard file >= 0 else { throw .system(LibC.message(path)) }
      while flock(file, LOCK_EX) != 0, errno == EINTR {}
      var (mine, there) = (stat(), stat())
      if fstat(file, &mine) == 0, stat(path, &there) == 0, mine.st_ino == there.st_ino {
        return file
      }
      // Another process has replaced the file by a shorter one meanwhile.
      SmallFile.close(file)
    }
  }

  private func shorten(_ path: String) throws(ClientError) {
    guard let bytes = SmallFile.read(path, limit: 2 * Self.fileBytes) else { return }
    let lines = Self.lines(bytes)
    guard lines.count > Self.entryLimit || bytes.count > Self.fileBytes else { return }
    try SmallFile.replace(path, with: lines.suffix(lines.count / 2).map { $0 + "\n" }.joined())
  }

  private static func lines(_ bytes: [UInt8]) -> [Substring] {
    String(decoding: bytes, as: UTF8.self).split(separator: "\n")
  }

  static func encode(_ entry: String) -> String {
    entry.replacing("\\", with: "\\\\").replacing("\n", with: "\\n").replacing("\r", with: "\\r")
  }

  static func decode(_ line: some StringProtocol) -> String {
    var entry = String.UnicodeScalarView()
    var isEscaped = false
    for scalar in line.unicodeScalars {
      if isEscaped {
        switch scalar {
        case "n": entry.append("\n")
        case "r": entry.append("\r")
        default: entry.append(scalar)
        }
        isEscaped = false
      } else if scalar == "\\" {
        isEscaped = true
      } else {
        entry.append(scalar)
      }
    }
    return String(entry)
  }
}
