import Foundation
import Testing
import Wire

@testable import Store

struct DatabaseBackupTests {
  @Test func `a copy opens as a database of its own, with another id`() async throws {
    let temporary = try TemporaryStore()
    let thread = try await temporary.thread("Wool")
    try await temporary.message("A skein", to: thread.id)
    let place = temporary.directory.path + "/copy.db"
    let result = try temporary.store.ownUpkeep.backUp(to: FilePath(trusted: place))
    #expect(result.verified)
    let attributes = try FileManager.default.attributesOfItem(atPath: place)
    #expect(attributes[.size] as? Int == result.bytes)
    #expect(attributes[.posixPermissions] as? Int == 0o600)
    let copy = try Store(
      opening: Store.Configuration(path: place, socketPath: place + ".sock"))
    defer { copy.close() }
    #expect(copy.databaseID != temporary.store.databaseID)
    let mine = copy.scoped(to: try copy.owner(peer: .own))
    #expect(try mine.read { try $0.thread(thread.id) }.messageCount == 1)
    #expect(try copy.ownUpkeep.problems() == [])
  }

  @Test func `writers go on while a copy is made, and it is of one moment`() async throws {
    let temporary = try TemporaryStore()
    let thread = try await temporary.thread("Wool")
    let upkeep = temporary.store.ownUpkeep
    let path = FilePath(trusted: temporary.directory.path + "/copy.db")
    async let copied = Task.detached { try upkeep.backUp(to: path) }.value
    for number in 0..<200 { try await temporary.message("row \(number)", to: thread.id) }
    _ = try await copied
    let copy = try Store(
      opening: Store.Configuration(path: path.text, socketPath: path.text + ".sock"))
    defer { copy.close() }
    #expect(try copy.ownUpkeep.problems() == [])
  }

  @Test func `nothing that is there is touched`() async throws {
    let temporary = try TemporaryStore()
    let place = temporary.directory.path + "/mine.txt"
    try Data("mine".utf8).write(to: URL(fileURLWithPath: place))
    let refusal = await fault {
      _ = try temporary.store.ownUpkeep.backUp(to: FilePath(trusted: place))
    }
    #expect(refusal?.data.path == "path")
    #expect(refusal?.message.contains("is there") == true)
    #expect(try Data(contentsOf: URL(fileURLWithPath: place)) == Data("mine".utf8))
    #expect(!FileManager.default.fileExists(atPath: place + ".new"))
  }

  @Test(arguments: [
    "-journal", "-wal", "-shm", ".lock", ".key", ".clean", ".pre-v5", ".pre-v6.new",
  ])
  func `a name that belongs to the database is refused, also through a link`(
    ending: String
  ) async throws {
    let temporary = try TemporaryStore()
    let link = temporary.directory.path + "/link"
    try FileManager.default.createSymbolicLink(
      atPath: link, withDestinationPath: temporary.directory.path)
    for directory in [temporary.directory.path, link] {
      let refusal = await fault {
        _ = try temporary.store.ownUpkeep.backUp(
          to: FilePath(trusted: "\(directory)/skein.db\(ending)"))
      }
      #expect(refusal?.kind == .invalidParams)
      #expect(refusal?.data.path == "path")
    }
    let beside = temporary.store.path + ".bak"
    #expect(try temporary.store.ownUpkeep.backUp(to: FilePath(trusted: beside)).verified)
  }

  @Test(arguments: ["/no/such/directory/copy.db", "/proc/copy.db", "/"])
  func `a place where nothing can be made is told`(path: String) async throws {
    let temporary = try TemporaryStore()
    let refusal = await fault {
      _ = try temporary.store.ownUpkeep.backUp(to: FilePath(trusted: path))
    }
    #expect(refusal?.kind == .invalidParams)
    #expect(refusal?.data.path == "path")
  }

  @Test func `a copy that cannot be finished leaves nothing`() async throws {
    let temporary = try TemporaryStore()
    let file = try NewFile(
      at: FilePath(trusted: temporary.directory.path + "/copy.db"),
      besideDatabase: temporary.store.path)
    let draft = file.draft
    #expect(FileManager.default.fileExists(atPath: draft))
    _ = consume file
    #expect(!FileManager.default.fileExists(atPath: draft))
  }
}
