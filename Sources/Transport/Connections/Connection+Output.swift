import NIOCore
import Wire

/// Writes the output slice by slice, and checks that the client reads it.
extension Connection {
  func flush() {
    guard let context, !isGone else { return }
    if !isWriting, exchange.writeNow() { return }
    while !isWriting, let slice = exchange.take() {
      let count = slice.readableBytes
      isWriting = true
      lent = count
      let promise = loop.makePromise(of: Void.self)
      promise.futureResult.assumeIsolated().whenComplete { _ in
        self.isWriting = false
        self.lent = 0
        self.exchange.took(count)
        if !self.isSettling { self.settle() }
      }
      context.writeAndFlush(wrapOutboundOut(slice), promise: promise)
    }
  }

  func watch(_ stall: Stall) {
    self.stall = stall
    later(.milliseconds(Int64(limits.stalledSeconds) * 1000 / Int64(Stall.looks))) {
      self.look(stall)
    }
  }

  private func look(_ stall: Stall) {
    var stall = stall
    self.stall = nil
    // PROTOCOL.md, Transport: output below `unreadBytes` may wait forever, as for a stopped pager.
    guard let context, !isGone, exchange.standing(received: intake.bytes).mayStall else { return }
    if stall.look(at: exchange.taken + lent - unsent(context)) {
      log(.warning, "a client took nothing for \(limits.stalledSeconds) s and was disconnected")
      abandon()
    } else {
      watch(stall)
    }
  }

  /// How many bytes of the slice that is being written the socket has not taken.
  private func unsent(_ context: ChannelHandlerContext) -> Int {
    do {
      return try context.channel.syncOptions?.getOption(.bufferedWritableBytes) ?? 0
    } catch {
      return 0
    }
  }

  func later(_ delay: TimeAmount, _ body: @escaping () -> Void) {
    loop.assumeIsolated().scheduleTask(in: delay, body)
  }
}
