import NIOCore
import Wire

/// Answers a client beyond the limit of connections with one error line, then closes the connection
/// (PROTOCOL.md, Transport).
final class TurnAway: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer
  typealias OutboundOut = ByteBuffer

  func channelActive(context: ChannelHandlerContext) {
    let fault = Fault.overloaded("Too many clients are connected.", retryAfterMs: 1000)
    let line = Outbound.answer(nil, fault: fault) + [UInt8(ascii: "\n")]
    let closed = context.eventLoop.makePromise(of: Void.self)
    closed.futureResult.assumeIsolated().whenComplete { _ in context.close(promise: nil) }
    context.writeAndFlush(wrapOutboundOut(ByteBuffer(bytes: line)), promise: closed)
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {}
}
