import Synchronization

/// What was learnt of providers while talking to them, kept for the life of the process.
final class Habits: Sendable {
  private let refusingUsage = Mutex<Set<String>>([])

  /// Whether `provider` may be asked for usage in the stream.
  func asksForUsage(_ provider: Provider) -> Bool {
    provider.quirks.usageInStream && !refusingUsage.withLock { $0.contains(provider.baseURL) }
  }

  func refusesUsage(_ provider: Provider) {
    _ = refusingUsage.withLock { $0.insert(provider.baseURL) }
  }

  /// Whether a failure says that the provider does not know `stream_options`.
  static func refusesUsage(_ failure: Failure) -> Bool {
    guard failure.httpStatus == 400 || failure.httpStatus == 422 else { return false }
    let said = failure.message + (failure.param ?? "")
    return said.contains("stream_options") || said.contains("include_usage")
  }
}
