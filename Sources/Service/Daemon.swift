import Dispatch
package import Logging
package import OpenAI
package import Store
import Synchronization
package import Wire

/// The daemon without its sockets: the store, the models, the turns, and all else that handlers
/// use.
package final class Daemon: Sendable {
  let store: Store
  let source: ModelSource
  let turns: TurnRegistry
  let shelf = Shelf()
  let connections = Connections()
  let logins: LoginWatch
  let events: EventHub
  /// Runs the work on the whole database, one task after another.
  let upkeepQueue = DispatchQueue(label: "skein.upkeep", qos: .utility)
  let imports = ImportGate()
  /// The users who keep a key for OpenAI, which they can use although it is not configured.
  let keyHolders: KeyHolders
  let ids: IDSource
  /// What is derived from the configuration that was read last.
  let configured: Mutex<Configured>
  /// Reads the configuration again; `nil` if there is none to read.
  let reread: Reread?
  /// How long a write that names a model may wait for the providers' lists of models.
  let modelSearchLimit: Duration
  /// The file that the log is written to; `nil` if it goes elsewhere.
  let logPath: String?
  private let day: @Sendable (Timestamp) -> LocalDay
  package let log: Logger
  let startedAt: Timestamp
  let now: @Sendable () -> Timestamp
  private let stop: @Sendable () -> Void
  private let endSource: @Sendable () -> Void

  /// Opens the store, ends the turns that an earlier daemon left running as interrupted and its
  /// actions as failed, and deletes the events that are too old.
  ///
  /// `running` gives the milliseconds of a steady clock, which nobody can set; `day` gives the day
  /// of a time in the daemon's time zone. `server/shutdown` calls `stop`; `endSource` ends the
  /// source's own work.
  package init(
    settings: Settings, source: ModelSource, log: Logger,
    now: @escaping @Sendable () -> Timestamp = { .now },
    running: @escaping @Sendable () -> Int64 = SteadyClock.sinceStart,
    day: @escaping @Sendable (Timestamp) -> LocalDay = { LocalDay(of: $0) },
    modelSearchLimit: Duration = .seconds(Wire.Limits.modelSearchSeconds),
    reread: Reread? = nil, logPath: String? = nil,
    stop: @escaping @Sendable () -> Void,
    endSource: @escaping @Sendable () -> Void = {}
  ) throws {
    self.reread = reread
    self.logPath = logPath
    self.modelSearchLimit = modelSearchLimit
    self.day = day
    self.source = source
    self.log = log
    self.now = now
    logins = LoginWatch(now: now)
    self.stop = stop
    self.endSource = endSource
    ids = IDSource(now: now)
    startedAt = now()
    let events = EventHub()
    self.events = events
    store = try Store(
      opening: Store.Configuration(
        path: settings.database, socketPath: settings.socket,
        operators: settings.operators.map { UInt32($0.number) }, ids: ids, now: now,
        retention: EventRetention(
          kept: settings.limits.eventsKept, days: settings.limits.eventDays),
        running: running,
        whenClockJumps: { log.warning("\($0.words)") },
        credentialsDirectory: settings.credentialsDirectory,
        whenChanged: { user, newest in events.announce(newest, to: user) },
        indexesInBackground: true, whenChecked: { Self.tell($0, to: log) }))
    keyHolders = KeyHolders(of: Settings.openAI, try store.keyHolders(of: Settings.openAI))
    let models = try ModelDirectory(
      settings, holders: keyHolders, source: source, store: store, log: log)
    turns = TurnRegistry(
      models: models, source: source,
      allowance: Allowance(quotas: settings.quotas, now: now, day: day),
      contextPolicy: settings.contextPolicy,
      runningLimit: settings.limits.runningTurns, ids: ids, log: log, now: now)
    configured = Mutex(
      Configured(
        settings, models: models,
        health: HealthWatch(store: store, source: source, settings: settings), readAt: startedAt))
    let left = try store.interruptUnfinishedTurns()
    try store.pruneEvents()
    if left > 0 { log.warning("\(left) turns were left unfinished and are interrupted now") }
    let ran = try store.failRunningActions()
    if ran > 0 {
      log.warning("\(ran) actions ran when the daemon stopped and are set to failed now")
    }
  }

  /// Logs what is known about the state of the database's pages.
  private static func tell(_ wholeness: Wholeness, to log: Logger) {
    switch wholeness {
    case .known: break
    case .checking(.badEnd, _, _):
      log.warning("the database was not closed cleanly: it is checked in the background")
    case .checking(.damageMet, _, _):
      log.warning("the database seems to be damaged: all of it is checked in the background")
    case .checking(.age, _, _):
      log.info("the database was not checked for a month: it is checked in the background")
    case .checked(let seconds):
      log.info("the database's pages are whole", metadata: ["seconds": "\(Int(seconds.rounded()))"])
    case .damaged(let why): log.error("the database is read-only from now on: \(why)")
    case .unknown(let why): log.warning("the database could not be checked: \(why)")
    }
  }

  /// A connection for a peer, or why the peer is refused. The setting `others` decides about peers
  /// that have no user.
  package func connect(
    _ peer: Peer, _ outlet: any Outlet
  ) -> Result<Connection, PeerRefusal> {
    do {
      return .success(Connection(self, outlet, peer: peer, owner: try store.owner(peer: peer)))
    } catch let fault as Fault where fault.kind == .unauthenticated && settings.others != .refuse {
      let connection = Connection(self, outlet, peer: peer, refusal: fault)
      if settings.others == .provision {
        connection.holdCalls { [store] in store.provide(userFor: peer, then: $0) }
      }
      return .success(connection)
    } catch let fault as Fault where fault.kind == .storage && store.isOwn(peer) {
      // No user can be looked up: the daemon's own uid gets the reason in answer to every call.
      return .success(Connection(self, outlet, peer: peer, refusal: fault))
    } catch let fault as Fault where fault.kind == .unauthenticated {
      return .failure(.noUser)
    } catch {
      return .failure(.lookupFailed((error as? Fault)?.message ?? "\(error)"))
    }
  }

  /// Starts no more turns, gives running ones the grace period, then interrupts them.
  package func endTurns() async {
    await turns.shutDown(grace: .seconds(settings.graceSeconds))
    endSource()
  }

  /// The last step: finishes all submitted writes, closes the database and releases its lock.
  package func close() {
    upkeepQueue.sync {}
    for problem in store.close() { log.warning("closing the database: \(problem)") }
  }

  func requestStop() {
    stop()
  }

  func rules(_ settings: Settings, _ models: ModelDirectory) -> TurnRegistry.Rules {
    TurnRegistry.Rules(
      models: models, allowance: Allowance(quotas: settings.quotas, now: now, day: day),
      contextPolicy: settings.contextPolicy)
  }
}

extension Daemon? {
  /// The same for a listener that is made before the daemon is open. The listener logs the refusal.
  package func connectOnceOpen(
    _ peer: Peer, _ outlet: any Outlet
  ) -> Result<any Endpoint, PeerRefusal> {
    switch self?.connect(peer, outlet) {
    case .success(let connection): .success(connection)
    case .failure(let refusal): .failure(refusal)
    case nil: .failure(.notOpen)
    }
  }
}
