import NIOCore
import Synchronization

/// The open connections. They can be counted from any thread, but are used only on the loop.
final class Roster: Sendable {
  private struct State {
    var open: [ObjectIdentifier: NIOLoopBound<Connection>] = [:]
    var whenEmpty: EventLoopPromise<Void>?
  }

  private let state = Mutex(State())

  var count: Int { state.withLock { $0.open.count } }

  func enter(_ connection: Connection, on loop: any EventLoop) {
    let bound = NIOLoopBound(connection, eventLoop: loop)
    state.withLock { $0.open[ObjectIdentifier(connection)] = bound }
  }

  func leave(_ connection: Connection) {
    let promise = state.withLock { state -> EventLoopPromise<Void>? in
      state.open[ObjectIdentifier(connection)] = nil
      guard state.open.isEmpty else { return nil }
      defer { state.whenEmpty = nil }
      return state.whenEmpty
    }
    promise?.succeed()
  }

  /// Asks every connection to finish, and closes those that have not finished within the grace
  /// period.
  func drain(within grace: TimeAmount, on loop: any EventLoop) -> EventLoopFuture<Void> {
    let promise = loop.makePromise(of: Void.self)
    let open = state.withLock { state -> [NIOLoopBound<Connection>] in
      if !state.open.isEmpty { state.whenEmpty = promise }
      return Array(state.open.values)
    }
    guard !open.isEmpty else {
      promise.succeed()
      return promise.futureResult
    }
    for connection in open { connection.value.drain() }
    let deadline = loop.scheduleTask(in: grace) { self.abandon() }
    promise.futureResult.whenComplete { _ in deadline.cancel() }
    return promise.futureResult
  }

  private func abandon() {
    for connection in state.withLock({ Array($0.open.values) }) { connection.value.abandon() }
  }
}
