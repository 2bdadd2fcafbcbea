import NIOCore
import Wire

/// One client: reads what it sends, begins its calls in order, writes what waits for it.
///
/// Lives on the loop; whatever comes from elsewhere comes through its `Exchange`.
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
  /// It waits for its share of the loop.
  var isInLine = false
  /// What it had of the loop was not enough.
  var hasUsedShare = false
  /// A message of its is being read beside the loop: nothing after it begins meanwhile.
  var isAway = false

  /// No more input is taken; once everything is answered and flushed the connection closes.
  var hasEnded = false
  /// Both directions are closed.
  var isGone = false
  /// Reading waits until what was read could be begun.
  var isHeld = false
  var readWaits = false
  private var hasRead = false

  var isSettling = false
  var mustSettleAgain = false

  /// A slice is with the socket and not taken whole.
  var isWriting = false
  /// How long that slice is.
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

  /// Takes no more input; closes when everything that was begun is answered and flushed.
  func drain() {
    hasEnded = true
    settle()
  }

  /// Closes at once: what was not begun never is, what was not written is lost.
  func abandon() {
    hasEnded = true
    intake.clear()
    context?.close(promise: nil)
  }
}

/// What the channel says.
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
    // At the end of input NIO says so without a read before it, and must not be closed just then.
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
    // A full close may come without a half-close before it: the last line runs all the same.
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
