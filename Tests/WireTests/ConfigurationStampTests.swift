import Foundation
import Testing

@testable import Wire

/// When a configuration counts as changed.
struct ConfigurationStampTests {
  private let path = "/tmp/skein-stamp-\(getpid())-\(UInt32.random(in: 0...UInt32.max)).yaml"

  private func write(_ text: String) throws {
    try Data(text.utf8).write(to: URL(filePath: path))
  }

  @Test func `it goes by what stands in the file, not by when it was written`() throws {
    defer { unlink(path) }
    let none = ConfigurationStamp(of: path)
    try write("model: a\n")
    let first = ConfigurationStamp(of: path)
    try FileManager.default.setAttributes(
      [.modificationDate: Date(timeIntervalSince1970: 1)], ofItemAtPath: path)
    #expect(!ConfigurationStamp(of: path).differs(from: first))
    try write("model: b\n")
    #expect(ConfigurationStamp(of: path).differs(from: first))
    try write("model: a\n")
    #expect(ConfigurationStamp(of: path) == first)
    #expect(first.differs(from: none) && none.differs(from: first))
    #expect(ConfigurationStamp(first.description) == first && first.path == path[...])
  }

  @Test func `a stamp of an older daemon, by the time, says nothing against one of the content`()
    throws
  {
    defer { unlink(path) }
    try write("model: a\n")
    let older = try #require(ConfigurationStamp("1795284285.12.9 \(path)"))
    #expect(!ConfigurationStamp(of: path).differs(from: older))
    #expect(try #require(ConfigurationStamp("1795284285.13.9 \(path)")).differs(from: older))
  }
}
