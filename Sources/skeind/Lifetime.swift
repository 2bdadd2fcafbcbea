import Logging
import Service
import ServiceLifecycle
import Synchronization
import Transport

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The daemon from its locks to its last flush.
///
/// The first SIGTERM or SIGINT lets what runs finish within the grace period, a second one leaves at
/// once; `server/shutdown` is the same as the first.
struct Lifetime {
  let settings: Settings
  /// To read the configuration again as it was read.
  let given: SettingsFlags
  let log: Logger
  let budget: LineBudget
  let supervisor: Supervisor

  func run() async {
    let stop = StopSwitch()
    // Before anything is held: whoever is told to stop while it starts leaves in order too.
    let daemonOnceOpen = Slot<Daemon>()
    await Signals.heed(
      stop: { stop.press() }, reload: { daemonOnceOpen.value?.reloadBeside() })
    let (listener, daemon) = open(stop, daemonOnceOpen)
    log.info(
      "listening",
      metadata: [
        "socket": "\(listener.path)", "database": "\(settings.database)", "pid": "\(getpid())",
        "version": "\(Daemon.version)",
      ])
    supervisor.isReady()
    // The group tells of each service's coming and going, which is nobody's concern.
    var quiet = log
    quiet.logLevel = max(log.logLevel, .warning)
    let group = ServiceGroup(
      configuration: ServiceGroupConfiguration(
        services: [
          .init(
            service: Serving(
              listener: listener, daemon: daemon, log: log, supervisor: supervisor)),
          .init(service: Retaining(daemon: daemon)),
          .init(service: Checking(daemon: daemon)),
          .init(service: FreeMemory()),
          .init(service: Beating(listener: listener, supervisor: supervisor)),
          .init(service: stop, successTerminationBehavior: .gracefullyShutdownGroup),
        ],
        logger: quiet))
    do {
      try await group.run()
    } catch {
      log.error("stopped: \(error)")
    }
    log.info("stopped")
  }

  /// The socket's lock first, then the database's: both before anything is touched. Nobody can
  /// connect before the listener starts.
  private func open(
    _ stop: StopSwitch, _ daemonOnceOpen: Slot<Daemon>
  ) -> (Listener, Daemon) {
    let listener: Listener
    do {
      listener = try Listener(
        ListenerConfiguration(
          socketPath: settings.socket, group: settings.socketGroup, limits: settings.limits,
          serves: ListenerConfiguration.Serves(
            databasePath: settings.database, configuration: settings.configurationState),
          log: log.lines(within: budget),
          onStolen: { stop.press() })
      ) { peer, outlet in daemonOnceOpen.value?.connect(peer, outlet) }
    } catch {
      if case .alreadyRunning = error { ExitReason.alreadyRunning.leave("\(error)") }
      ExitReason.machine.leave("\(error)")
    }
    do {
      // A socket that was handed over may be elsewhere than the settings say.
      var settings = settings
      settings.socket = listener.path
      let reread = Reread { [given] () throws(SettingsError) -> Settings in
        try Configuration.read(given).0
      } taken: { taken in
        listener.serves { $0.configuration = taken.configurationState }
      }
      let daemon = try Daemon.open(
        settings, log: log, logPath: StandardError.path, reread: reread
      ) { stop.press() }
      daemonOnceOpen.fill(daemon)
      listener.serves { $0.databasePath = daemon.databasePath }
      try listener.start()
      return (listener, daemon)
    } catch let failure as StartFailure {
      // The socket is bound by now, and nobody will ever listen on it.
      listener.stopAccepting()
      ExitReason(failure.reason).leave(failure.message)
    } catch {
      ExitReason.machine.leave("\(error)")
    }
  }
}

/// Serves until it is told to stop; then no new clients, the turns their grace, the answers their
/// way out, and the store its last checkpoint.
private struct Serving: ServiceLifecycle.Service {
  static let drainSeconds = 2.0
  /// For the last checkpoint, beside the turns' grace and the answers' way out.
  static let closeSeconds = 20.0

  let listener: Listener
  let daemon: Daemon
  let log: Logger
  let supervisor: Supervisor

  func run() async throws {
    try await gracefulShutdown()
    log.info("stopping")
    supervisor.isStopping(within: daemon.graceSeconds + Self.drainSeconds + Self.closeSeconds)
    listener.stopAccepting()
    await daemon.endTurns()
    await listener.drain(graceSeconds: Self.drainSeconds)
    daemon.close()
  }
}

/// Erases what the settings say is kept long enough, until the daemon is told to stop.
private struct Retaining: ServiceLifecycle.Service {
  let daemon: Daemon

  func run() async throws {
    await cancelWhenGracefulShutdown { await daemon.keepRetention() }
    try await gracefulShutdown()
  }
}

/// Has the database checked when its last check is long ago, until the daemon is told to stop.
private struct Checking: ServiceLifecycle.Service {
  let daemon: Daemon

  func run() async throws {
    await cancelWhenGracefulShutdown { await daemon.keepChecked() }
    try await gracefulShutdown()
  }
}

/// Says as often as the service manager asked that the event loop turns.
private struct Beating: ServiceLifecycle.Service {
  let listener: Listener
  let supervisor: Supervisor

  func run() async throws {
    guard let limit = supervisor.watchdogMicroseconds else { return try await gracefulShutdown() }
    await cancelWhenGracefulShutdown {
      do {
        while true {
          listener.heartbeat { supervisor.isAlive() }
          try await Task.sleep(for: .microseconds(limit / 3), clock: .continuous)
        }
      } catch {
        // Cancelled: the daemon stops.
      }
    }
    try await gracefulShutdown()
  }
}

/// What `server/shutdown` presses: it ends as a service, and with it the group.
private final class StopSwitch: ServiceLifecycle.Service {
  private let presses: AsyncStream<Void>
  private let continuation: AsyncStream<Void>.Continuation

  init() {
    (presses, continuation) = AsyncStream.makeStream()
  }

  func press() {
    continuation.finish()
  }

  func run() async throws {
    await cancelWhenGracefulShutdown { [presses] in
      for await _ in presses {}
    }
  }
}

/// A value that is known only after who needs it was made.
private final class Slot<Value: Sendable>: Sendable {
  private let content = Mutex<Value?>(nil)

  var value: Value? { content.withLock { $0 } }

  func fill(_ value: Value) {
    content.withLock { $0 = value }
  }
}

extension Logger {
  /// The transport's lines. One that is not wanted, or would be left out, is not made.
  fileprivate func lines(within budget: LineBudget) -> ListenerConfiguration.Log {
    ListenerConfiguration.Log { level, file, line, message in
      let level = Logger.Level(level)
      guard logLevel <= level, !budget.isSpent(LineBudget.Place(file: file, line: line)) else {
        return
      }
      log(level: level, "\(message())", file: file, function: "", line: line)
    }
  }
}

extension Logger.Level {
  fileprivate init(_ level: ListenerConfiguration.Level) {
    self =
      switch level {
      case .debug: .debug
      case .info: .info
      case .warning: .warning
      case .error: .error
      }
  }
}
