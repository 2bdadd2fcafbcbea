import Foundation

/// Files as they are on the disk.
enum Files {
  /// Empty for a file that does not exist.
  static func bytes(_ path: String) throws -> [UInt8] {
    guard FileManager.default.fileExists(atPath: path) else { return [] }
    return Array(try Data(contentsOf: URL(fileURLWithPath: path)))
  }

  /// The files in a directory that contain a text.
  static func holding(_ text: String, in directory: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: directory).filter {
      try bytes("\(directory)/\($0)").contains(sequence: text)
    }
  }

  static func mode(_ path: String) throws -> Int? {
    try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
  }
}

extension [UInt8] {
  func contains(sequence text: String) -> Bool {
    Data(self).range(of: Data(text.utf8)) != nil
  }
}

extension Files {
  static func remove(_ path: String) throws {
    try FileManager.default.removeItem(atPath: path)
  }

  static func write(_ bytes: [UInt8], to path: String, mode: Int) throws {
    try Data(bytes).write(to: URL(fileURLWithPath: path))
    try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
  }
}
