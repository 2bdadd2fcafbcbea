import NIOCore
import Wire

/// The connection of one client: reads its messages, begins its calls in order, writes its output.
///
/// It is used only on the event loop; other threads use its `Exchange`.
final class Connection: ChannelDuplexHandler {
  typealias InboundIn = ByteBuffer
  typealias OutboundIn = ByteBuffer
  typealias OutboundOut = ByteBuffer

  let loop: any EventLoop
  let exchange: Exchange
  let limits: LimitSettings
  let log: ListenerConfiguration.Log
  let schedule: LoopSchedule
  let largeMessages: LargeMessages
  private let whenClosed: (Connection) -> Void

  var endpoint: (any Endpoint)?
  var context: ChannelHandlerContext?
  var intake: Intake
  var tickets = 0
  var visit = LoopSchedule.Visit()
  /// Whether it waits for its share of the loop.
  var isInLine = false
  /// Whether its last share of the loop was not enough.
  var hasUsedShare = false
  /// Whether a large message is being read off the loop; no later call begins until it is read.
  var isAway = false

  /// Whether input has ended; the connection closes once everything is answered and flushed.
  var hasEnded = false
  /// Whether both directions are closed.
  var isGone = false
  /// Whether reading waits until the calls that were read can begin.
  var isHeld = false
  var readWaits = false
  private var hasRead = false

  var isSettling = false
  var mustSettleAgain = false

  /// Whether the socket is writing a slice.
  var isWriting = false
  /// The size of that slice.
  var lent = 0
  var stall: Stall?

  init(
    _ exchange: Exchange, endpoint: any Endpoint, loop: any EventLoop, limits: LimitSettings,
    log: ListenerConfiguration.Log, schedule: LoopSchedule, largeMessages: LargeMessages,
    whenClosed: @escaping (Connection) -> Void
  ) {
    self.loop = loop
    self.exchange = exchange
    self.endpoint = endpoint
    self.limits = limits
    self.log = log
    self.schedule = schedule
    self.largeMessages = largeMessages
    self.whenClosed = whenClosed
    intake = Intake(limits: limits)
  }

  /// Accepts no more input; closes when every call that began is answered and flushed.
  func drain() {
    hasEnded = true
    settle()
  }

  /// Closes at once; calls that have not begun are dropped, and unwritten output is lost.
  func abandon() {
    hasEnded = true
    intake.clear()
    context?.close(promise: nil)
  }
}

/// The events of the channel.
extension Connection {
  func handlerAdded(context: ChannelHandlerContext) {
    self.context = context
    let this = NIOLoopBound(self, eventLoop: loop)
    exchange.attach { [loop] in loop.execute { this.value.settle() } }
  }

  func handlerRemoved(context: ChannelHandlerContext) {
    self.context = nil
  }

  func channelActive(context: ChannelHandlerContext) {
    settle()
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    guard !hasEnded else { return }
    let styleWasKnown = intake.style != nil
    hasRead = true
    intake.append(unwrapInboundIn(data))
    if !styleWasKnown, let style = intake.style { exchange.use(style) }
  }

  func channelReadComplete(context: ChannelHandlerContext) {
    // At the end of input NIO calls this without a read, and the channel must not be closed now.
    guard hasRead else { return }
    hasRead = false
    settle()
  }

  func read(context: ChannelHandlerContext) {
    guard !isHeld, !hasEnded else {
      readWaits = true
      return
    }
    context.read()
  }

  func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
    guard case ChannelEvent.inputClosed = event else { return }
    endInput()
    settle()
  }

  func channelInactive(context: ChannelHandlerContext) {
    isGone = true
    exchange.disconnect()
    // A full close may come without a half-close before it: the last line must run anyway.
    endInput()
    whenClosed(self)
    settle()
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    log(.debug, "connection: \(error)")
    context.close(promise: nil)
  }

  private func endInput() {
    guard !hasEnded else { return }
    hasEnded = true
    intake.end()
  }
}
