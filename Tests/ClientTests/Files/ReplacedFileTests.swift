import Foundation
import Testing

@testable import Client

/// A file that an answer goes to: whole, in place, or not at all.
struct ReplacedFileTests {
  private let directory: TemporaryDirectory
  private var path: String { directory.path + "/file.txt" }

  init() throws {
    directory = try TemporaryDirectory()
  }

  private func text(_ path: String) -> String? {
    try? String(contentsOfFile: path, encoding: .utf8)
  }

  private func mode(_ path: String) -> mode_t {
    var found = stat()
    return stat(path, &found) == 0 ? found.st_mode & 0o7777 : 0
  }

  private func names() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: directory.path).sorted()
  }

  @Test func `a file is replaced with its mode, and a new one has that of any other`() throws {
    try "old".write(toFile: path, atomically: false, encoding: .utf8)
    chmod(path, 0o751)
    try ReplacedFile(path).replace(with: Array("new\n".utf8))
    #expect(text(path) == "new\n")
    #expect(mode(path) == 0o751)
    let other = directory.path + "/other"
    try ReplacedFile(other).replace(with: Array("x".utf8))
    #expect(text(other) == "x")
    let masked = umask(0)
    umask(masked)
    #expect(mode(other) == 0o666 & ~masked)
    #expect(try names() == ["file.txt", "other"])
  }

  @Test func `a link stays a link, and what it leads to is replaced`() throws {
    try "old".write(toFile: path, atomically: false, encoding: .utf8)
    let link = directory.path + "/link"
    symlink("file.txt", link)
    try ReplacedFile(link).replace(with: Array("new".utf8))
    #expect(text(path) == "new")
    var found = stat()
    #expect(lstat(link, &found) == 0 && found.st_mode & S_IFMT == S_IFLNK)
    let dangling = directory.path + "/dangling"
    symlink("nowhere", dangling)
    #expect(throws: ClientError.self) { try ReplacedFile(dangling) }
  }

  @Test func `what changed since the question stays, and so does what was made since`() throws {
    try "old".write(toFile: path, atomically: false, encoding: .utf8)
    let file = try ReplacedFile(path)
    let made = try ReplacedFile(directory.path + "/made")
    try "somebody's".write(toFile: path, atomically: false, encoding: .utf8)
    try "somebody's".write(toFile: directory.path + "/made", atomically: false, encoding: .utf8)
    for changed in [file, made] {
      #expect(throws: ClientError.self) { try changed.replace(with: [0x61]) }
      #expect(text(changed.path) == "somebody's")
    }
    #expect(try names() == ["file.txt", "made"])
  }

  @Test func `what can't be written is told before anything is asked`() throws {
    for path in [directory.path, directory.path + "/no/such", "/dev/null/x", ""] {
      #expect(throws: ClientError.self, "\(path)") { try ReplacedFile(path) }
    }
  }

  @Test func `a device is written to, and not replaced`() throws {
    let null = try ReplacedFile("/dev/null")
    #expect(try null.contents() == nil)
    try null.replace(with: [0x61])
    var found = stat()
    #expect(stat("/dev/null", &found) == 0 && found.st_mode & S_IFMT == S_IFCHR)
  }
}
