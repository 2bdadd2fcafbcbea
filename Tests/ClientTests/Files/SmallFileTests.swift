import Foundation
import Testing

@testable import Client

/// Files that the command makes for people.
struct SmallFileTests {
  private let directory: TemporaryDirectory

  init() throws {
    directory = try TemporaryDirectory()
  }

  @Test func `a new file is its owner's alone and whole`() throws {
    let path = directory.path + "/new"
    let bytes = [UInt8](repeating: 7, count: 300_000)
    try SmallFile.create(path, with: bytes)
    #expect(SmallFile.read(path, limit: bytes.count) == bytes)
    let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions]
    #expect(mode as? Int == 0o600)
  }

  @Test func `what is there stays as it is, a link to nowhere too`() throws {
    let path = directory.path + "/there"
    try SmallFile.create(path, with: [1])
    #expect(throws: ClientError.self) { try SmallFile.create(path, with: [2]) }
    #expect(SmallFile.read(path, limit: 1) == [1])
    let link = directory.path + "/link"
    try FileManager.default.createSymbolicLink(
      atPath: link, withDestinationPath: directory.path + "/target")
    #expect(throws: ClientError.self) { try SmallFile.create(link, with: [2]) }
    #expect(!FileManager.default.fileExists(atPath: directory.path + "/target"))
  }

  @Test func `what can't be written leaves nothing`() throws {
    let absent = directory.path + "/absent/file"
    #expect(throws: ClientError.self) { try SmallFile.create(absent, with: [1]) }
    #expect(!FileManager.default.fileExists(atPath: absent))
  }
}
