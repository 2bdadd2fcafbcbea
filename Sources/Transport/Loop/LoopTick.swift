import NIOCore
import NIOPosix

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Makes the loop check all its sockets before it continues: it calls back through a pipe, which
/// the loop finds readable among its sockets.
///
/// A task cannot do this. NIO runs tasks as long as one is due, and when a long one has run, the
/// next is due: clients that keep the loop busy would prevent it from seeing new ones.
final class LoopTick: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer
  typealias OutboundOut = ByteBuffer

  private let schedule: LoopSchedule
  private var context: ChannelHandlerContext?
  private let byte = ByteBuffer(bytes: [0])

  private init(_ schedule: LoopSchedule) {
    self.schedule = schedule
  }

  /// Opens the pipe, which the loop closes when it ends.
  static func start(
    _ schedule: NIOLoopBoundBox<LoopSchedule>, on group: MultiThreadedEventLoopGroup
  ) throws {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else {
      throw ListenFailure.machine("open a pipe", errno: errno)
    }
    for end in ends { try LibC.keepFromChildren(end) }
    _ = try NIOPipeBootstrap(group: group)
      .channelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          let tick = LoopTick(schedule.value)
          try channel.pipeline.syncOperations.addHandler(tick)
          schedule.value.use(tick)
        }
      }
      .takingOwnershipOfDescriptors(input: ends[0], output: ends[1])
      .wait()
  }

  /// Requests one callback.
  func order() {
    context?.writeAndFlush(wrapOutboundOut(byte), promise: nil)
  }

  func handlerAdded(context: ChannelHandlerContext) {
    self.context = context
  }

  func handlerRemoved(context: ChannelHandlerContext) {
    self.context = nil
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    schedule.serve()
  }
}
