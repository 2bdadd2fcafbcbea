import Synchronization
import Testing
import Wire

@testable import Store

/// No order depends on the clock (PROTOCOL.md, Conventions): it jumps a day either way here between
/// any two looks at it.
struct ClockTests {
  private let temporary: TemporaryStore

  init() throws {
    temporary = try TemporaryStore(now: JumpingClock().now)
  }

  @Test func `ids made by one process only grow`() {
    let made = (0..<1000).map { _ in temporary.ids.next() as ThreadID }
    #expect(made == made.sorted { "\($0)" < "\($1)" })
    #expect(Set(made).count == made.count)
  }

  @Test func `threads are listed by their last activity, messages in sequence`() async throws {
    var threads: [ThreadID] = []
    for number in 0..<20 { threads.append(try await temporary.thread("Thread \(number)").id) }
    for thread in threads.shuffled() {
      try await temporary.message("A word", to: thread)
      threads.removeAll { $0 == thread }
      threads.append(thread)
    }
    let listed = try temporary.mine.read {
      try $0.threads(.init())
    }
    #expect(listed.data.map(\.id) == threads.reversed())
    let first = threads[0]
    for number in 0..<30 { try await temporary.message("Word \(number)", to: first) }
    let messages = try temporary.mine.read {
      try $0.messages(
        of: first, afterSequence: nil, limit: PageLimit(trusted: 50), cursor: nil,
        order: .ascending)
    }
    #expect(messages.data.map(\.sequence?.number) == (1...31).map { $0 })
    #expect(messages.data.dropFirst().map(\.content) == (0..<30).map { "Word \($0)" })
  }

  @Test func `tasks are listed by creation and by change as these came`() async throws {
    var tasks: [TaskID] = []
    for number in 0..<20 { tasks.append(try await temporary.task("Task \(number)").id) }
    #expect(try listed(.createdAt) == tasks.reversed())
    for task in tasks.shuffled() {
      try await temporary.complete(task)
      tasks.removeAll { $0 == task }
      tasks.append(task)
    }
    #expect(try listed(.updatedAt) == tasks.reversed())
  }

  @Test func `the feed and the active context go by what happened last`() async throws {
    var contexts: [ContextID] = []
    for _ in 0..<10 { contexts.append(try await temporary.context(status: .active).id) }
    #expect(try temporary.mine.read { try $0.activeContext() }?.id == contexts.last)
    _ = try await temporary.action(in: contexts[3])
    #expect(try temporary.mine.read { try $0.activeContext() }?.id == contexts[3])
    let events = try temporary.mine.read {
      try $0.events(since: nil, limit: PageLimit(trusted: 200))
    }
    #expect(events.data.map(\.seq.number) == Array(1...events.data.count))
  }

  private func listed(_ sort: TaskSort) throws -> [TaskID] {
    try temporary.mine.read {
      try $0.tasks(TaskList.Params(sort: sort, limit: PageLimit(trusted: 50)))
    }.data.map(\.id)
  }
}

/// A day ahead, a day back, and on.
private final class JumpingClock: Sendable {
  private let looks = Atomic<Int64>(0)

  var now: @Sendable () -> Timestamp {
    { [self] in
      let look = looks.add(1, ordering: .relaxed).newValue
      return Timestamp(milliseconds: 1_795_000_000_000 + (look % 3 - 1) * 86_400_000 + look)
    }
  }
}
