import Foundation
package import Testing

extension Trait where Self == OwnThread {
  /// Runs each test on a thread of its own, a few at a time.
  package static var ownThread: Self { Self() }
}

/// Lets a test wait on descriptors without taking a thread away from the tasks that would end the
/// wait: there are as few threads for those as the machine has cores.
///
/// What a test starts in a task group runs on threads of their own too, so that a task is a client.
package struct OwnThread: TestTrait, SuiteTrait, TestScoping {
  /// A test may have a daemon or two: more at once would only slow one another down.
  private static let places = DispatchSemaphore(value: 4)

  package let isRecursive = true

  package func provideScope(
    for test: Test, testCase: Test.Case?, performing function: @Sendable () async throws -> Void
  ) async throws {
    try await withTaskExecutorPreference(Threads.shared) {
      enter()
      defer { Self.places.signal() }
      try await function()
    }
  }

  private func enter() {
    Self.places.wait()
  }

  /// A thread for each piece of work.
  private final class Threads: TaskExecutor {
    static let shared = Threads()

    func enqueue(_ job: consuming ExecutorJob) {
      let job = UnownedJob(job)
      Thread.detachNewThread { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
    }
  }
}

/// Runs `body` for each number below `count`, all at once, and gives what they came to in order.
package func atOnce<T: Sendable>(
  _ count: Int, _ body: @escaping @Sendable (Int) throws -> T
) async throws -> [T] {
  try await withThrowingTaskGroup(of: (Int, T).self) { group in
    for number in 0..<count { group.addTask { (number, try body(number)) } }
    return try await group.reduce(into: []) { $0.append($1) }.sorted { $0.0 < $1.0 }.map(\.1)
  }
}
