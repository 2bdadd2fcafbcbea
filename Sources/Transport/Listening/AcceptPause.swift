import NIOCore

/// Pauses accepting for a moment when accept(2) fails because descriptors or memory are short.
///
/// NIO keeps the socket registered after such an error, and would use a whole core to try again; so
/// reading is switched off for a while, and the client waits in the backlog.
final class AcceptPause: ChannelInboundHandler {
  typealias InboundIn = any Channel

  private static let pause = TimeAmount.milliseconds(100)

  private let log: ListenerConfiguration.Log
  private var isPaused = false

  init(log: ListenerConfiguration.Log) {
    self.log = log
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    guard let error = error as? IOError, !isPaused else { return }
    isPaused = true
    log(.warning, "a client can't be accepted yet: \(LibC.text(of: error.errnoCode))")
    set(autoRead: false, context)
    context.eventLoop.assumeIsolated().scheduleTask(in: Self.pause) {
      self.isPaused = false
      self.set(autoRead: true, context)
    }
  }

  private func set(autoRead: Bool, _ context: ChannelHandlerContext) {
    do {
      try context.channel.syncOptions?.setOption(.autoRead, value: autoRead)
    } catch {
      // The listener was closed in the meantime.
      log(.debug, "accept: \(error)")
    }
  }
}
