/// One request in progress.
package final class Exchange: Sendable {
  private let id: UInt64
  private let loop: MultiLoop

  init(id: UInt64, loop: MultiLoop) {
    self.id = id
    self.loop = loop
  }

  /// Stops the transfer, or the wait for the next attempt, at once; then `cancelled` is delivered.
  /// Does nothing after the last event.
  package func cancel() {
    loop.enqueue { [id] in $0.task(id)?.cancel(because: .asked) }
  }
}
