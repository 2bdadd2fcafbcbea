import Foundation

/// A directory of a test's own, with a path short enough for sockets.
final class TemporaryDirectory: Sendable {
  let path: String

  init() throws {
    path = "/tmp/skein-client-\(getpid())-\(UInt32.random(in: 0...UInt32.max))"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  func file(_ name: String) -> String { path + "/" + name }

  func write(_ text: String, to name: String) throws {
    try Data(text.utf8).write(to: URL(fileURLWithPath: file(name)))
  }

  func read(_ name: String) -> String? {
    FileManager.default.contents(atPath: file(name)).map { String(decoding: $0, as: UTF8.self) }
  }

  deinit {
    // A server that ends at this moment may remove its socket first: then the removal is repeated.
    for _ in 0..<5 where FileManager.default.fileExists(atPath: path) {
      do { try FileManager.default.removeItem(atPath: path) } catch { continue }
    }
  }
}
