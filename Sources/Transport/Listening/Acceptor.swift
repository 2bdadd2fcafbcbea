import Identity
import NIOCore
import NIOPosix
import Wire

/// Turns what the listening socket accepts into connections: asks the kernel who is there, lets the
/// daemon refuse them, keeps to the bound.
struct Acceptor: Sendable {
  let limits: LimitSettings
  let log: ListenerConfiguration.Log
  let roster: Roster
  let budget: MemoryBudget
  let largeMessages: LargeMessages
  let schedule: NIOLoopBoundBox<LoopSchedule>
  let connect: @Sendable (PeerCredentials, any Outlet) -> (any Endpoint)?

  private struct Refused: Error {}

  /// How many are let in before the loop goes back to those who are in: NIO's own 4 would keep a
  /// newcomer behind a long queue waiting for hundreds of rounds.
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
      // One read a turn of the loop, so that whoever sends much waits for the others.
      .childChannelOption(.maxMessagesPerRead, value: 1)
      .childChannelInitializer { channel in
        channel.eventLoop.makeCompletedFuture { try admit(channel) }
      }
      .withBoundSocket(socket.descriptor)
  }

  private func admit(_ channel: any Channel) throws {
    let pipeline = channel.pipeline.syncOperations
    guard roster.count < limits.connections else {
      log(.warning, "more than \(limits.connections) connections: one was turned away")
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
    guard let endpoint = connect(peer, exchange) else {
      log(
        .warning,
        "uid \(peer.uid) (process \(peer.pid)) may not connect and was closed: it has no user here, "
          + "and `others` in the configuration lets nobody else in")
      throw Refused()
    }
    let connection = Connection(
      exchange, endpoint: endpoint, loop: channel.eventLoop, limits: limits, log: log,
      schedule: schedule.value, largeMessages: largeMessages, whenClosed: roster.leave)
    roster.enter(connection, on: channel.eventLoop)
    try pipeline.addHandler(connection)
  }
}
