package import Identity
import NIOCore
import NIOPosix
import Synchronization
package import Wire

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

package typealias Peer = PeerCredentials

/// Listens on the daemon's Unix socket and runs its connections on one event loop.
package final class Listener: Sendable {
  /// The path of the socket.
  package let path: String

  struct State {
    var socket: ListeningSocket
    /// Whether the descriptor belongs to a channel, which closes it.
    var isHandedOver = false
    var channel: (any Channel)?
    var check: RepeatedTask?
    var isStopped = false
    var isDraining = false
    /// The report in the lock beside the socket.
    var report: InstanceLock.Report?
  }

  let configuration: ListenerConfiguration
  let group: MultiThreadedEventLoopGroup
  let acceptor: Acceptor
  let state: Mutex<State>
  private let loop: any EventLoop
  private let roster = Roster()
  private let largeMessages = LargeMessages()
  private let drained = Gate()

  /// Uses the socket that the service manager passes, or else binds the configured path, under the
  /// lock beside it. Clients cannot connect before `start`.
  ///
  /// `connect` is called on the event loop before a byte is read. A peer that it refuses is
  /// disconnected, and the log says why.
  package convenience init(
    _ configuration: ListenerConfiguration,
    connect: @escaping @Sendable (Peer, any Outlet) -> Result<any Endpoint, PeerRefusal>
  ) throws(ListenFailure) {
    let report = configuration.serves.map { InstanceLock.Report($0, phase: .starting) }
    let socket =
      if let inherited = try InheritedSocket.claimed() {
        try ListeningSocket(inherited: inherited, report: report)
      } else {
        try ListeningSocket(
          binding: SocketPath(configuration.socketPath), group: LibC.group(configuration.group),
          report: report)
      }
    self.init(configuration, socket: socket, connect: connect)
  }

  init(
    _ configuration: ListenerConfiguration, socket: ListeningSocket,
    connect: @escaping @Sendable (Peer, any Outlet) -> Result<any Endpoint, PeerRefusal>
  ) {
    LibC.ignoreBrokenPipes()
    LibC.raiseFileLimit()
    self.configuration = configuration
    path = socket.path.text
    group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
    loop = group.next()
    acceptor = Acceptor(
      limits: configuration.limits, log: configuration.log, roster: roster,
      budget: MemoryBudget(bytes: configuration.limits.bufferedBytes), largeMessages: largeMessages,
      schedule: .makeBoxSendingValue(LoopSchedule(), eventLoop: loop), connect: connect)
    let report = configuration.serves.map { InstanceLock.Report($0, phase: .starting) }
    state = Mutex(State(socket: socket, report: report))
  }

  package var connectionCount: Int { roster.count }

  /// Starts to accept clients, before it returns; a listener that was drained does nothing.
  package func start() throws(ListenFailure) {
    // The lock is held until the end, so that a drain at this time finds the channel to close.
    try state.withLock { state throws(ListenFailure) in
      guard !state.isStopped else { return }
      state.isHandedOver = true
      do {
        try LoopTick.start(acceptor.schedule, on: group)
        state.channel = try acceptor.listen(on: state.socket, group: group).wait()
      } catch {
        throw .machine(step: "listen at \(path)", why: "\(error)")
      }
      state.socket.lengthenQueue()
      report(&state) { $0.phase = .serving }
      let every = TimeAmount.milliseconds(Int64(configuration.pathCheckSeconds * 1000))
      state.check = loop.scheduleRepeatedTask(initialDelay: every, delay: every) { _ in
        self.checkPath()
      }
    }
  }

  /// Starts, and returns when `drain` has finished.
  package func run() async throws {
    try start()
    await drained.wait()
  }

  /// Closes the listening socket and removes its file; connections go on.
  package func stopAccepting() {
    let before = state.withLock { state in
      defer {
        state.isStopped = true
        (state.channel, state.check) = (nil, nil)
      }
      if !state.isStopped { report(&state) { $0.phase = .stopping } }
      return state
    }
    guard !before.isStopped else { return }
    before.check?.cancel()
    do throws(ListenFailure) {
      try before.socket.unlinkPath()
    } catch {
      configuration.log(.warning, "\(error)")
    }
    before.channel?.close(promise: nil)
    // An inherited socket stays open, because clients that wait there may have to be turned away.
    if !before.isHandedOver, !before.socket.isInherited { close(before.socket.descriptor) }
  }

  /// Stops accepting, gives the running calls and their answers the grace period, then closes every
  /// connection, releases the lock and ends the event loop.
  package func drain(graceSeconds: Double) async {
    stopAccepting()
    let isFirst = state.withLock { state in
      defer { state.isDraining = true }
      return !state.isDraining
    }
    guard isFirst else { return await drained.wait() }
    let grace = TimeAmount.nanoseconds(Int64(max(0, graceSeconds) * 1e9))
    do {
      try await loop.flatSubmit { self.roster.drain(within: grace, on: self.loop) }.get()
      state.withLock { $0.socket.lock.release() }
      // Each large message needs the loop after it was read.
      await largeMessages.finish()
      try await group.shutdownGracefully()
    } catch {
      configuration.log(.warning, "stopping: \(error)")
    }
    drained.open()
  }

  /// Runs `beat` on the event loop, so that a watchdog sees that the loop works.
  package func heartbeat(_ beat: @escaping @Sendable () -> Void) {
    loop.execute(beat)
  }
}
