import Synchronization

/// Orders the reads of one connection after its writes: a request sees every write that the same
/// connection sent before it, even as another user.
final class WriteOrder: Sendable {
  private struct State {
    /// The number of the last write; writes count from 1.
    var lastWrite = 0
    /// The numbers of the running writes, ascending.
    var underWay: [Int] = []
    /// Reads that arrived after a running write, each with the number of the last write before it.
    var waiting: [(after: Int, run: @Sendable () -> Void)] = []

    mutating func beginWrite() -> Int {
      lastWrite += 1
      underWay.append(lastWrite)
      return lastWrite
    }
  }

  private let state = Mutex(State())

  var isIdle: Bool { state.withLock { $0.underWay.isEmpty } }

  /// Makes the connection's later reads wait until the returned closure is called, once.
  func holdReads() -> @Sendable () -> Void {
    release(state.withLock { $0.beginWrite() })
  }

  /// Runs `run` as soon as every earlier write has ended, and makes later reads wait until the
  /// closure that `run` gets is called.
  func afterWrites(holdingReads run: @escaping @Sendable (@escaping @Sendable () -> Void) -> Void) {
    let (number, isReady) = state.withLock { state in
      let (before, isReady) = (state.lastWrite, state.underWay.isEmpty)
      let number = state.beginWrite()
      if !isReady {
        state.waiting.append((before, { [self] in run(release(number)) }))
      }
      return (number, isReady)
    }
    if isReady { run(release(number)) }
  }

  private func release(_ number: Int) -> @Sendable () -> Void {
    { [self] in
      let ready = state.withLock { state -> [@Sendable () -> Void] in
        state.underWay.removeAll { $0 == number }
        let oldest = state.underWay.first ?? .max
        let ready = state.waiting.prefix { $0.after < oldest }.map(\.run)
        state.waiting.removeFirst(ready.count)
        return ready
      }
      for run in ready { run() }
    }
  }

  /// Runs `run` as soon as every earlier write of the connection has ended.
  func afterWrites(_ run: @escaping @Sendable () -> Void) {
    let now = state.withLock { state in
      guard !state.underWay.isEmpty else { return true }
      state.waiting.append((state.lastWrite, run))
      return false
    }
    if now { run() }
  }
}
