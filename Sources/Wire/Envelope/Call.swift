package import JSON
import Synchronization

/// One request on its way through the daemon: it is answered exactly once, whatever happens.
///
/// A call that is dropped unanswered answers itself as `internal`: no promise is left open.
package final class Call: Sendable {
  package let method: String
  /// `nil` when left out or `null`.
  package let params: Value?
  /// Whether only the log hears about errors.
  package let isNotification: Bool

  /// How a call ended: encoded JSON, or the fault.
  package enum Outcome: Sendable {
    case result([UInt8])
    case fault(Fault)
    /// It was not done, because nobody is there any more to read its answer.
    case dropped
  }

  /// What its transport wants to know.
  package enum Report: Sendable {
    case ended(Outcome)
    /// It waits on something that may take long: it no longer counts as in flight.
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

  /// For what only its answer is for, when nobody can read that any more.
  package func drop() {
    end(.dropped)
  }

  /// Whether the client took it back, though it may have begun by then.
  package var isCancelled: Bool { state.withLock { $0.cancelled } }

  /// Says that this call waits on a turn and must not keep its connection from sending more.
  package func park() {
    report(.parked)
  }

  /// The client's `$/cancelRequest`. Has no effect on a call that has begun, unless it asked to be told.
  package func cancel() {
    let tell = state.withLock { state -> (@Sendable () -> Void)? in
      guard !state.ended, !state.cancelled else { return nil }
      state.cancelled = true
      defer { state.whenCancelled = nil }
      return state.whenCancelled
    }
    tell?()
  }

  /// Runs `body` when the call is cancelled; at once when it was already. The one who registers
  /// it ends the call.
  package func onCancel(_ body: @escaping @Sendable () -> Void) {
    let now = state.withLock { state in
      if !state.cancelled, !state.ended { state.whenCancelled = body }
      return state.cancelled
    }
    if now { body() }
  }

  /// The point after which the work is done whatever the client says: refuses a call that was
  /// cancelled before it.
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
