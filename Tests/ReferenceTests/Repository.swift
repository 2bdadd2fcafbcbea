import JSON

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The package's own files, found from where this source stands.
enum Repository {
  static let root = String(
    #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(3)
      .joined(separator: "/"))

  struct Unreadable: Error {
    let path: String
  }

  static func read(_ path: String) throws -> [UInt8] {
    guard let file = fopen(root + "/" + path, "r") else { throw Unreadable(path: path) }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = fread(&chunk, 1, chunk.count, file)
      guard count > 0 else { return bytes }
      bytes += chunk[..<count]
    }
  }

  static func fixture(_ name: String) throws -> Value {
    try Document(read("Tests/ReferenceTests/Fixtures/" + name)).root
  }
}

extension Value {
  /// What a test writes down.
  init(_ text: String) throws {
    self = try Document(Array(text.utf8)).root
  }
}
