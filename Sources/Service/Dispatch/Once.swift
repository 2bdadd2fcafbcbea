import Synchronization

/// A closure that runs once, whoever is first.
final class Once: Sendable {
  private let body: Mutex<(@Sendable () -> Void)?>

  init(_ body: @escaping @Sendable () -> Void) {
    self.body = Mutex(body)
  }

  /// Whether it has run, or is not to run any more.
  var isOver: Bool { body.withLock { $0 == nil } }

  @Sendable func run() {
    take()?()
  }

  /// Lets go of it: it does not run any more.
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
