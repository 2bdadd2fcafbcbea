import Foundation

/// Files of the repository that tests read.
enum Repository {
  private static let tests = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent()

  /// A file by its path from the top of the repository.
  static func text(_ path: String) throws -> String {
    let root = tests.deletingLastPathComponent().deletingLastPathComponent()
    return try String(contentsOf: root.appending(path: path), encoding: .utf8)
  }

  /// A recorded answer of a provider, byte for byte.
  static func fixture(_ name: String) throws -> [UInt8] {
    Array(try Data(contentsOf: tests.appending(path: "Fixtures/\(name)")))
  }
}
