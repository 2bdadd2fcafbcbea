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
  private let whenClosed: (Connection) -> Void

  private var endpoint: (any Endpoint)?
  var context: ChannelHandlerContext?
  private var intake: Intake
  private var tickets = 0

  /// No more input is taken; once everything is answered and flushed the connection closes.
  private var hasEnded = false
  /// Both directions are closed.
  var isGone = false
  /// Reading waits until what was read could be begun.
  private var isHeld = false
  private var readWaits = false
  private var hasRead = false

  var isSettling = false
  private var mustSettleAgain = false

  /// A slice is with the socket and not taken whole.
  var isWriting = false
  /// How long that slice is.
  var lent = 0
  var stall: Stall?

  init(
    _ exchange: Exchange, endpoint: any Endpoint, loop: any EventLoop, limits: LimitSettings,
    log: ListenerConfiguration.Log, whenClosed: @escaping (Connection) -> Void
  ) {
    self.loop = loop
    self.exchange = exchange
    self.endpoint = endpoint
    self.limits = limits
    self.log = log
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

/// What the loop does with it.
extension Connection {
  private enum Stop {
    /// Everything that was received whole has begun.
    case dry
    case blocked
    case shareUsed
  }

  /// Begins what may begin, writes what waits, then rests until something happens.
  func settle() {
    guard !isSettling else {
      mustSettleAgain = true
      return
    }
    isSettling = true
    defer { isSettling = false }
    var share = LoopShare()
    repeat {
      mustSettleAgain = false
      exchange.hold()
      let stop = begin(&share)
      // From here on a change calls for the loop; what came before it is seen below.
      exchange.release()
      flush()
      let standing = exchange.standing
      if stop == .blocked, !standing.isBlocked { mustSettleAgain = true }
      if !mustSettleAgain { rest(stop, standing) }
    } while mustSettleAgain
  }

  private func begin(_ share: inout LoopShare) -> Stop {
    while true {
      let standing = exchange.standing
      if standing.isClosing {
        hasEnded = true
        intake.clear()
      }
      guard !standing.isBlocked else { return .blocked }
      guard let step = intake.next() else { return .dry }
      perform(step)
      guard !share.isOver() else { return .shareUsed }
    }
  }

  private func perform(_ step: Intake.Step) {
    switch step {
    case .refused(let fault):
      exchange.answer(Outbound.answer(nil, fault: fault), in: nil)
    case .broken(let fault):
      hasEnded = true
      exchange.answer(Outbound.answer(nil, fault: fault), in: nil)
    case .entry(.stray, let slot):
      log(.debug, "a client answered what nobody asked")
      exchange.answer(nil, in: slot)
    case .entry(.invalid(let fault, let id), let slot):
      exchange.answer(Outbound.answer(id, fault: fault), in: slot)
    case .entry(.request(let request), let slot):
      if request.method == Cancellation.method {
        exchange.answer(Cancellation.perform(request, on: exchange, log: log), in: slot)
      } else {
        tickets += 1
        endpoint?.receive(exchange.open(request, ticket: tickets, slot: slot))
      }
    }
  }

  private func rest(_ stop: Stop, _ standing: Exchange.Standing) {
    if stop == .shareUsed { later(LoopShare.pause) { self.settle() } }
    guard !isGone else {
      if stop == .dry { leave() }
      return
    }
    if standing.isOverflowing {
      log(.warning, "a client left more than \(limits.unreadBytesClose) bytes unread: closed")
      abandon()
      return
    }
    let isDone = standing.isClosing || (hasEnded && stop == .dry && standing.isIdle)
    if isDone, standing.unread == 0 {
      context?.close(promise: nil)
      return
    }
    if stall == nil, mayStall(standing) { watch(Stall()) }
    isHeld = stop != .dry || standing.isBlocked
    guard readWaits, !isHeld, !hasEnded else { return }
    readWaits = false
    context?.read()
  }

  private func leave() {
    endpoint?.disconnected()
    endpoint = nil
    exchange.detach()
  }
}
