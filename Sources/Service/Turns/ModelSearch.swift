import OpenAI
import Synchronization
import Wire

/// One search for the model that a call names: it is over when the providers have told, or when nobody
/// wants to know any more, whichever comes first.
final class ModelSearch: Sendable {
  typealias Found = Result<ModelDirectory.Choice, any Error>

  private struct State {
    var then: (@Sendable (Found) -> Void)?
    var whenOver: [@Sendable () -> Void] = []
  }

  private let state: Mutex<State>

  /// `then` gets what it came to, once, on any thread.
  init(_ then: @escaping @Sendable (Found) -> Void) {
    state = Mutex(State(then: then))
  }

  func end(_ found: Found) {
    if let then = close() { then(found) }
  }

  /// Nobody wants to know any more: `leave` lets go of the providers.
  func callOff(_ leave: ModelSource.Cancel) {
    guard let then = close() else { return }
    leave()
    then(.failure(Fault.cancelled()))
  }

  /// Runs `body` before its end is told; at once when that was told already.
  func whenOver(_ body: @escaping @Sendable () -> Void) {
    let isOver = state.withLock { state in
      if state.then != nil { state.whenOver.append(body) }
      return state.then == nil
    }
    if isOver { body() }
  }

  /// `nil` when it was over already.
  private func close() -> (@Sendable (Found) -> Void)? {
    let ended = state.withLock { state in
      defer { state = State(then: nil) }
      return state
    }
    for body in ended.whenOver { body() }
    return ended.then
  }
}
