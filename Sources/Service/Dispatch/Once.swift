import Synchronization

/// A closure that runs at most once, for the first caller.
final class Once: Sendable {
  private let body: Mutex<(@Sendable () -> Void)?>

  init(_ body: @escaping @Sendable () -> Void) {
    self.body = Mutex(body)
  }

  /// Whether it has run or was dropped.
  var isOver: Bool { body.withLock { $0 == nil } }

  @Sendable func run() {
    take()?()
  }

  /// Drops the closure, so that it never runs.
  func drop() {
    _ = take()
  }

  private func take() -> (@Sendable () -> Void)? {
    body.withLock { body in
      defer { body = nil }
      return body
    }
  }
}
