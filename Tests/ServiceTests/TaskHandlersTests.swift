import Testing
import Wire

@testable import Service
@testable import Store

/// What of a task goes through more than one write.
@Suite struct TaskHandlersTests {
  let home: TemporaryDaemon
  let client: TestClient

  init() throws {
    home = try TemporaryDaemon { exchange in exchange.answer("An answer.") }
    client = try home.connect()
  }

  @Test func `archiving by age answers for all its writes, and the next list sees them`()
    async throws
  {
    let count = 2 * Changes.tasksAtOnce + 1
    let ids = IDSource()
    let store = home.daemon.store
    let owned = store.scoped(to: try store.owner(peer: .own()))
    try await withCheckedThrowingContinuation { continuation in
      owned.write({ changes in
        for number in 1...count {
          let task = try changes.createTask(
            .init(title: TaskTitle(trusted: "\(number)")), made: ids.next())
          _ = try changes.toggleTask(task.id)
        }
      }) { continuation.resume(with: $0) }
    }
    let result = try await client.call(
      TaskArchive.self, .init(completedBefore: Timestamp("2999-01-01T00:00:00Z")))
    #expect(result.archived == count)
    #expect(try await client.call(TaskCounts.self, NoParams()).archived == count)
    #expect(try await client.call(TaskList.self, .init()).data.isEmpty)
    let again = try await client.call(
      TaskArchive.self, .init(completedBefore: Timestamp("2999-01-01T00:00:00Z")))
    #expect(again.archived == 0)
  }

  @Test func `archiving without ids or a moment says what is expected`() async throws {
    let fault = try await client.fault(TaskArchive.name, "{}")
    #expect(fault.kind == .invalidParams)
    #expect(fault.message.contains("completedBefore"))
  }
}
