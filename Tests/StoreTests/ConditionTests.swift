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
