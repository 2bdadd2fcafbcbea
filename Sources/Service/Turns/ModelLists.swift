import OpenAI
import Synchronization

/// Asks providers which models they have: one request at a time of each, for everybody who wants to
/// know meanwhile. It is called off when nobody does any more.
final class ModelLists: Sendable {
  typealias Answer = @Sendable (Result<[Model], Failure>) -> Void

  /// A request under way, and who waits for it.
  private struct Request {
    /// With the key that is sent: what one user's key opens says nothing of another's.
    let provider: Provider
    /// `nil` until the source has taken it.
    var cancel: ModelSource.Cancel?
    var waiting: [UInt64: Answer]
  }

  private struct State {
    var requests: [UInt64: Request] = [:]
    var last: UInt64 = 0

    mutating func next() -> UInt64 {
      last += 1
      return last
    }
  }

  private let source: ModelSource
  private let state = Mutex(State())

  init(source: ModelSource) {
    self.source = source
  }

  /// Calls `answer` once, unless what is returned was called before.
  func ask(_ provider: Provider, answer: @escaping Answer) -> ModelSource.Cancel {
    let (request, ticket, isNew) = state.withLock { state in
      let ticket = state.next()
      if let known = state.requests.first(where: { $0.value.provider == provider })?.key {
        state.requests[known]?.waiting[ticket] = answer
        return (known, ticket, false)
      }
      let request = state.next()
      state.requests[request] = Request(provider: provider, waiting: [ticket: answer])
      return (request, ticket, true)
    }
    if isNew { begin(request, provider) }
    return { [self] in leave(request, ticket) }
  }

  private func begin(_ request: UInt64, _ provider: Provider) {
    let cancel = source.models(provider) { [self] result in
      let waiting = state.withLock { $0.requests.removeValue(forKey: request)?.waiting }
      for answer in (waiting ?? [:]).values { answer(result) }
    }
    let isWanted = state.withLock { state in
      state.requests[request]?.cancel = cancel
      return state.requests[request] != nil
    }
    // It has ended, or everybody has left.
    if !isWanted { cancel() }
  }

  private func leave(_ request: UInt64, _ ticket: UInt64) {
    let cancel = state.withLock { state -> ModelSource.Cancel? in
      state.requests[request]?.waiting[ticket] = nil
      guard let left = state.requests[request], left.waiting.isEmpty else { return nil }
      state.requests[request] = nil
      return left.cancel
    }
    cancel?()
  }
}
