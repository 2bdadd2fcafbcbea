import OpenAI
import Synchronization
import Wire

/// One search for the model that a call names. It ends when the providers have answered, or when
/// the call no longer needs the result.
final class ModelSearch: Sendable {
  typealias Found = Result<ModelDirectory.Choice, any Error>

  private struct State {
    var then: (@Sendable (Found) -> Void)?
    var whenOver: [@Sendable () -> Void] = []
  }

  private let state: Mutex<State>

  /// `then` gets the result, once, on any thread.
  init(_ then: @escaping @Sendable (Found) -> Void) {
    state = Mutex(State(then: then))
  }

  func end(_ found: Found) {
    if let then = close() { then(found) }
  }

  /// Ends the search because its result is no longer needed; `leave` ends the requests.
  func callOff(_ leave: ModelSource.Cancel) {
    guard let then = close() else { return }
    leave()
    then(.failure(Fault.cancelled()))
  }

  /// Runs `body` before `then` gets the result, or at once if that has already happened.
  func whenOver(_ body: @escaping @Sendable () -> Void) {
    let isOver = state.withLock { state in
      if state.then != nil { state.whenOver.append(body) }
      return state.then == nil
    }
    if isOver { body() }
  }

  /// Ends the search; `nil` if it has already ended.
  private func close() -> (@Sendable (Found) -> Void)? {
    let ended = state.withLock { state in
      defer { state = State(then: nil) }
      return state
    }
    for body in ended.whenOver { body() }
    return ended.then
  }
}
