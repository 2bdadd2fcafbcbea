import Foundation

/// An empty home directory, with a path short enough for a socket in it; removed with the object
/// that owns it, unless SKEIN_KEEP_HOMES is set.
final class Home: Sendable {
  /// Whether homes stay, each with the log of its daemon, so that a person can look at them.
  static let areKept = ProcessInfo.processInfo.environment["SKEIN_KEEP_HOMES"] != nil

  let path: String

  struct Unmade: Error {
    let errno: Int32
  }

  init() throws {
    var template = Array("/tmp/sk-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { throw Unmade(errno: errno) }
    path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  deinit {
    if Self.areKept { return print("kept \(path)") }
    do {
      try FileManager.default.removeItem(atPath: path)
    } catch {
      print("\(path) is left: \(error)")
    }
  }

  var socket: String { path + "/run/skein.sock" }
  var database: String { path + "/.local/share/skein/skein.db" }
  var configuration: String { path + "/.config/skein/config.yaml" }

  /// Writes a file, and creates its directories.
  func write(_ text: String, to path: String, mode: Int = 0o600) throws {
    try write(Array(text.utf8), to: path, mode: mode)
  }

  func write(_ bytes: [UInt8], to path: String, mode: Int = 0o600) throws {
    let url = URL(filePath: path)
    try makeDirectory(url.deletingLastPathComponent().path)
    try Data(bytes).write(to: url)
    try setMode(mode, of: path)
  }

  /// Writes to a named pipe that another process reads, or will read.
  func write(_ text: String, toPipe path: String) throws {
    let file = open(path, O_WRONLY)
    guard file >= 0 else { throw Unmade(errno: errno) }
    defer { close(file) }
    let bytes = Array(text.utf8)
    guard Glibc.write(file, bytes, bytes.count) == bytes.count else { throw Unmade(errno: errno) }
  }

  func makeDirectory(_ path: String, mode: Int = 0o700) throws {
    try FileManager.default.createDirectory(
      atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: mode])
  }

  func setMode(_ mode: Int, of path: String) throws {
    try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
  }

  func mode(of path: String) throws -> Int {
    let attributes = try FileManager.default.attributesOfItem(atPath: path)
    return attributes[.posixPermissions] as? Int ?? -1
  }

  func exists(_ path: String) -> Bool {
    FileManager.default.fileExists(atPath: path)
  }

  func bytes(_ path: String) throws -> [UInt8] {
    Array(try Data(contentsOf: URL(filePath: path)))
  }

  /// Every path below the home, directories too.
  var everything: [String] {
    (FileManager.default.enumerator(atPath: path)?.compactMap { $0 as? String } ?? [])
      .map { "\(path)/\($0)" }
  }
}
