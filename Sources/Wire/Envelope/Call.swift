package import JSON
import Synchronization

/// One request on its way through the daemon; it is answered exactly once, whatever happens.
///
/// A call that is released without an answer answers itself with `internal`.
package final class Call: Sendable {
  package let method: String
  /// `nil` when left out or `null`.
  package let params: Value?
  /// Whether it has no id: errors are then only logged.
  package let isNotification: Bool

  /// How a call ended: with a result as encoded JSON, with a fault, or without an answer.
  package enum Outcome: Sendable {
    case result([UInt8])
    case fault(Fault)
    /// The work was not done, because no client is left to read the answer.
    case dropped
  }

  /// What a call reports to its transport.
  package enum Report: Sendable {
    case ended(Outcome)
    /// The call waits for something that may take long, and no longer counts as in flight.
    case parked
  }

  private struct State {
    var ended = false
    var cancelled = false
    var whenCancelled: (@Sendable () -> Void)?
  }

  private let state = Mutex(State())
  private let report: @Sendable (Report) -> Void

  package init(_ request: Request, report: @escaping @Sendable (Report) -> Void) {
    method = request.method
    params = request.params
    isNotification = request.id == nil
    self.report = report
  }

  deinit {
    if !state.withLock({ $0.ended }) {
      report(.ended(.fault(.internal(requestId: "unanswered-\(method)"))))
    }
  }

  package func succeed(_ result: [UInt8]) {
    end(.result(result))
  }

  package func fail(_ fault: Fault) {
    end(.fault(fault))
  }

  /// Ends a call whose only purpose is its answer, when no client is left to read it.
  package func drop() {
    end(.dropped)
  }

  /// Whether the client cancelled the call; it may already have begun.
  package var isCancelled: Bool { state.withLock { $0.cancelled } }

  /// Reports that the call waits for a turn and must not block further requests of its connection.
  package func park() {
    report(.parked)
  }

  /// Handles the client's `$/cancelRequest`. A call that has begun goes on, unless it used
  /// `onCancel`.
  package func cancel() {
    let tell = state.withLock { state -> (@Sendable () -> Void)? in
      guard !state.ended, !state.cancelled else { return nil }
      state.cancelled = true
      defer { state.whenCancelled = nil }
      return state.whenCancelled
    }
    tell?()
  }

  /// Runs `body` when the call is cancelled, or at once if it already was. Whoever registers `body`
  /// also has to end the call.
  package func onCancel(_ body: @escaping @Sendable () -> Void) {
    let now = state.withLock { state in
      if !state.cancelled, !state.ended { state.whenCancelled = body }
      return state.cancelled
    }
    if now { body() }
  }

  /// Marks the point after which a cancellation no longer stops the work; throws if the call was
  /// cancelled before.
  package func begin() throws(Fault) {
    if isCancelled { throw .cancelled() }
  }

  private func end(_ outcome: Outcome) {
    let first = state.withLock { state in
      defer {
        state.ended = true
        state.whenCancelled = nil
      }
      return !state.ended
    }
    if first { report(.ended(outcome)) }
  }
}
