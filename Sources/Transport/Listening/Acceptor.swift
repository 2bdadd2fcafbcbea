import Identity
import NIOCore
import NIOPosix
import Wire

/// Makes connections of the clients that the listening socket accepts: it asks the kernel for the
/// peer, lets the daemon refuse it, and enforces the limit of connections.
struct Acceptor: Sendable {
  let limits: LimitSettings
  let log: ListenerConfiguration.Log
  let roster: Roster
  let budget: MemoryBudget
  let largeMessages: LargeMessages
  let schedule: NIOLoopBoundBox<LoopSchedule>
  let connect: @Sendable (PeerCredentials, any Outlet) -> Result<any Endpoint, PeerRefusal>

  private struct Refused: Error {}

  /// How many clients are accepted before the loop serves the existing ones again: with NIO's
  /// default of 4, a client at the end of a long queue would wait for hundreds of rounds.
  private static let acceptedAtOnce: UInt = 64

  /// Starts to accept on a bound descriptor, which the channel owns from then on.
  func listen(
    on socket: ListeningSocket, group: MultiThreadedEventLoopGroup
  ) -> EventLoopFuture<any Channel> {
    let log = log
    return ServerBootstrap(group: group)
      .serverChannelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          try channel.pipeline.syncOperations.addHandler(AcceptPause(log: log))
        }
      }
      .serverChannelOption(.maxMessagesPerRead, value: Self.acceptedAtOnce)
      .childChannelOption(.allowRemoteHalfClosure, value: true)
      // One read in each round of the loop, so that a client that sends much waits for the others.
      .childChannelOption(.maxMessagesPerRead, value: 1)
      .childChannelInitializer { channel in
        channel.eventLoop.makeCompletedFuture { try admit(channel) }
      }
      .withBoundSocket(socket.descriptor)
  }

  private func admit(_ channel: any Channel) throws {
    let pipeline = channel.pipeline.syncOperations
    guard roster.count < limits.connections else {
      log(.warning, "a client was refused: there are already \(limits.connections) connections")
      try pipeline.addHandler(TurnAway())
      return
    }
    let peer = try pipeline.withUnsafeTransportIfAvailable(of: NIOBSDSocket.Handle.self) {
      try LibC.keepFromChildren($0)
      return try PeerCredentials(descriptor: $0)
    }
    guard let peer else { throw Refused() }
    let exchange = Exchange(limits: limits, budget: budget, log: log)
    try pipeline.withUnsafeTransportIfAvailable(of: NIOBSDSocket.Handle.self) {
      exchange.use(DirectWriter(duplicating: $0))
    }
    let endpoint: any Endpoint
    switch connect(peer, exchange) {
    case .success(let made): endpoint = made
    case .failure(let refusal):
      tell(refusal, of: peer)
      throw Refused()
    }
    let connection = Connection(
      exchange, endpoint: endpoint, loop: channel.eventLoop, limits: limits, log: log,
      schedule: schedule.value, largeMessages: largeMessages, whenClosed: roster.leave)
    roster.enter(connection, on: channel.eventLoop)
    try pipeline.addHandler(connection)
  }

  /// Logs why a peer was refused.
  private func tell(_ refusal: PeerRefusal, of peer: PeerCredentials) {
    let client = "uid \(peer.uid) (process \(peer.pid))"
    switch refusal {
    case .noUser:
      log(
        .warning,
        "\(client) may not connect and was disconnected: it has no user, and the setting `others` "
          + "is refuse")
    case .lookupFailed(let why):
      log(.error, "\(client) was disconnected: its user could not be looked up: \(why)")
    case .notOpen:
      log(.warning, "\(client) was disconnected: the daemon has not opened its database yet")
    }
  }
}
