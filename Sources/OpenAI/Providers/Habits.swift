import Synchronization

/// What was learnt about providers from their answers, kept for the life of the process.
final class Habits: Sendable {
  /// A model at a provider.
  private struct Place: Hashable {
    let baseURL: String
    let model: String
  }

  private let refusingUsage = Mutex<Set<String>>([])
  private let wantingReasoning = Mutex<Set<Place>>([])
  private let thinkingAtOnce = Mutex<Set<Place>>([])

  /// Whether `provider` may be asked for usage in the stream.
  func asksForUsage(_ provider: Provider) -> Bool {
    provider.quirks.usageInStream && !refusingUsage.withLock { $0.contains(provider.baseURL) }
  }

  func refusesUsage(_ provider: Provider) {
    _ = refusingUsage.withLock { $0.insert(provider.baseURL) }
  }

  /// Whether a failure says that the provider does not support `stream_options`.
  static func refusesUsage(_ failure: Failure) -> Bool {
    guard failure.httpStatus == 400 || failure.httpStatus == 422 else { return false }
    let said = failure.message + (failure.param ?? "")
    return said.contains("stream_options") || said.contains("include_usage")
  }

  /// Whether the reasoning before earlier answers is sent back to `model`.
  func wantsReasoning(_ model: String, at provider: Provider) -> Bool {
    switch provider.quirks.reasoningInHistory {
    case .always: true
    case .never: false
    case .automatic:
      wantingReasoning.withLock { $0.contains(Place(baseURL: provider.baseURL, model: model)) }
    }
  }

  func learn(_ model: String, at provider: Provider, wantsReasoning: Bool) {
    let place = Place(baseURL: provider.baseURL, model: model)
    if wantsReasoning {
      _ = wantingReasoning.withLock { $0.insert(place) }
    } else {
      _ = wantingReasoning.withLock { $0.remove(place) }
    }
  }

  /// Whether the answers of `model` begin in the middle of reasoning, because the server begins it.
  func thinksAtOnce(_ model: String, at provider: Provider) -> Bool {
    thinkingAtOnce.withLock { $0.contains(Place(baseURL: provider.baseURL, model: model)) }
  }

  /// Learns from an event at an answer's beginning.
  func learn(_ event: ModelEvent, of model: String, at provider: Provider) {
    let place = Place(baseURL: provider.baseURL, model: model)
    switch event {
    case .textWasReasoning: _ = thinkingAtOnce.withLock { $0.insert(place) }
    case .reasoningWasText: _ = thinkingAtOnce.withLock { $0.remove(place) }
    case .retrying, .text, .reasoning, .completed, .failed, .cancelled: break
    }
  }

  /// Whether a failure is about reasoning in the history: that it is missing, or that it is there.
  static func isAboutReasoning(_ failure: Failure) -> Bool {
    guard failure.httpStatus == 400 || failure.httpStatus == 422 else { return false }
    return (failure.message + (failure.param ?? "")).contains("reasoning_content")
  }
}
