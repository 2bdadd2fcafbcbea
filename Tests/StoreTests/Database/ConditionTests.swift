import Foundation
import Testing

@testable import Store

struct ConditionTests {
  @Test func `a healthy store says so in numbers`() async throws {
    let temporary = try TemporaryStore()
    try await temporary.thread()
    let condition = temporary.store.condition()
    guard case .known(true) = condition.isWritable, case .known(let free) = condition.freeDiskBytes,
      case .known(let log) = condition.walBytes,
      case .known(Migration.newest) = condition.schemaVersion
    else {
      Issue.record("\(condition)")
      return
    }
    #expect(free > 0)
    #expect(log > 0)
  }

  @Test func `a write that breaks a rule says nothing of the disk`() async throws {
    let temporary = try TemporaryStore()
    let thread = try await temporary.thread()
    await #expect(throws: (any Error).self) {
      try await temporary.mine.write { changes in
        try changes.db.run("INSERT INTO message (user) VALUES (NULL)")
      }
    }
    #expect(temporary.store.writing.failure == nil)
    #expect(temporary.store.writing.committed != nil)
    _ = thread
  }

  @Test func `a write that only tries finds out that the file is gone, and that it is back`()
    async throws
  {
    let temporary = try TemporaryStore()
    let path = temporary.store.path
    #expect(temporary.store.writing.committed == nil)
    #expect(rename(path, path + ".moved") == 0)
    await withCheckedContinuation { tried in
      temporary.store.tryWriting { tried.resume() }
    }
    #expect(temporary.store.writing.failing?.times == 1)
    #expect(rename(path + ".moved", path) == 0)
    // A second later it is tried again.
    while temporary.store.writing.failing != nil {
      await withCheckedContinuation { tried in
        temporary.store.tryWriting { tried.resume() }
      }
    }
    #expect(temporary.store.writing.committed != nil)
  }

  @Test func `a write that finds nothing to change does not end a failure`() async throws {
    let temporary = try TemporaryStore()
    let path = temporary.store.path
    #expect(rename(path, path + ".moved") == 0)
    await #expect(throws: (any Error).self) { try await temporary.thread() }
    #expect(rename(path + ".moved", path) == 0)
    try await temporary.mine.write { _ in }
    #expect(temporary.store.writing.failing != nil)
    try await temporary.thread()
    #expect(temporary.store.writing.failing == nil)
  }

  @Test func `a database that was moved away is not writable, and the fact says why`() throws {
    let temporary = try TemporaryStore()
    let path = temporary.store.path
    #expect(rename(path, path + ".moved") == 0)
    guard case .failed(let why) = temporary.store.condition().isWritable else {
      Issue.record("it is writable")
      return
    }
    #expect(why.contains(path))
  }
}
