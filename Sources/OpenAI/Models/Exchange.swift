/// One request under way.
package final class Exchange: Sendable {
  private let id: UInt64
  private let loop: MultiLoop

  init(id: UInt64, loop: MultiLoop) {
    self.id = id
    self.loop = loop
  }

  /// Stops the transfer, or the wait for the next try, at once; then comes `cancelled`. Does
  /// nothing once the last event is out.
  package func cancel() {
    loop.enqueue { [id] in $0.task(id)?.cancel(because: .asked) }
  }
}
