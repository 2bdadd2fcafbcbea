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

/// Runs the daemon, from taking its locks to closing the database.
///
/// The first SIGTERM or SIGINT lets running work finish within the grace period, a second one exits
/// at once; `server/shutdown` does the same as the first.
struct Lifetime {
  let settings: Settings
  /// The settings on the command line, to read the configuration again in the same way.
  let given: SettingsFlags
  let log: Logger
  let budget: LineBudget
  let supervisor: Supervisor

  func run() async {
    let stop = StopSwitch()
    // Before any lock is taken, so that a signal during the start also stops the daemon cleanly.
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
    // The group logs the start and end of each service, which is of no interest.
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

  /// Takes the socket's lock first, then the database's, both before anything is changed. Clients
  /// cannot connect before the listener starts.
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
      ) { peer, outlet in daemonOnceOpen.value.connectOnceOpen(peer, outlet) }
    } catch {
      if case .alreadyRunning = error { ExitReason.alreadyRunning.leave("\(error)") }
      ExitReason.machine.leave("\(error)")
    }
    do {
      // A socket from the service manager may have another path than the settings.
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
      // The socket is bound, but this daemon will not serve it.
      listener.stopAccepting()
      ExitReason(failure.reason).leave(failure.message)
    } catch {
      ExitReason.machine.leave("\(error)")
    }
  }
}

/// Serves until the daemon is told to stop; then accepts no new clients, gives running turns the
/// grace period, sends the last answers, and closes the store with its last checkpoint.
private struct Serving: ServiceLifecycle.Service {
  static let drainSeconds = 2.0
  /// The time for the last checkpoint, in addition to the grace period and the last answers.
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

/// Erases things whose retention period has ended, until the daemon is told to stop.
private struct Retaining: ServiceLifecycle.Service {
  let daemon: Daemon

  func run() async throws {
    await cancelWhenGracefulShutdown { await daemon.keepRetention() }
    try await gracefulShutdown()
  }
}

/// Has the database checked if its last check was long ago, until the daemon is told to stop.
private struct Checking: ServiceLifecycle.Service {
  let daemon: Daemon

  func run() async throws {
    await cancelWhenGracefulShutdown { await daemon.keepChecked() }
    try await gracefulShutdown()
  }
}

/// Tells the service manager, as often as it asks for, that the event loop works.
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

/// The switch that `server/shutdown` presses. It is a service whose end stops the whole group.
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

/// Holds a value that becomes known only after the code that needs it was created.
private final class Slot<Value: Sendable>: Sendable {
  private let content = Mutex<Value?>(nil)

  var value: Value? { content.withLock { $0 } }

  func fill(_ value: Value) {
    content.withLock { $0 = value }
  }
}

extension Logger {
  /// The log for the transport. A line that would not be written is not made.
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
