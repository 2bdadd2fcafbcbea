import Dispatch
import Logging
import OpenAI
import Store
import Synchronization
import Wire

/// What follows from one reading of the configuration, made whole before anybody sees it.
final class Configured: Sendable {
  let settings: Settings
  let models: ModelDirectory
  let health: HealthWatch
  let readAt: Timestamp

  init(_ settings: Settings, models: ModelDirectory, health: HealthWatch, readAt: Timestamp) {
    self.settings = settings
    self.models = models
    self.health = health
    self.readAt = readAt
  }
}

/// How the configuration is read again, by who read it at the start.
package struct Reread: Sendable {
  let read: @Sendable () throws(SettingsError) -> Settings
  let taken: @Sendable (Settings) -> Void

  /// `taken` hears of the settings that are in force after it.
  package init(
    read: @escaping @Sendable () throws(SettingsError) -> Settings,
    taken: @escaping @Sendable (Settings) -> Void
  ) {
    self.read = read
    self.taken = taken
  }
}

extension Daemon {
  var settings: Settings { configured.withLock { $0 }.settings }
  var models: ModelDirectory { configured.withLock { $0 }.models }
  var health: HealthWatch { configured.withLock { $0 }.health }

  /// How long running turns may go on when it is told to stop.
  package var graceSeconds: Double { settings.graceSeconds }
  /// Where the database is, links resolved.
  package var databasePath: String { store.path }

  /// Reads the configuration again, and takes all of it up or, where it cannot be used, nothing.
  /// Waits for a disk: for the upkeep's queue.
  func reload() throws(Fault) -> ServerReload.Result {
    guard let reread else {
      throw .invalidState(
        "This daemon was given its settings and has no configuration to read again.",
        from: "running", to: "reloaded")
    }
    let next: Settings
    do throws(SettingsError) {
      next = try reread.read()
    } catch {
      log.error("the configuration cannot be used, and the one before stays in force: \(error)")
      throw .invalidState(
        "The configuration cannot be used, and the one before stays in force: \(error.sentence)",
        from: "running", to: "reloaded")
    }
    let (taken, changed, needRestart) = settings.taking(next)
    let models: ModelDirectory
    do {
      models = try ModelDirectory(
        taken, holders: keyHolders, source: source, store: store, log: log)
    } catch {
      throw Fault(error, of: ServerReload.name, log: log)
    }
    let health = HealthWatch(store: store, source: source, settings: taken)
    turns.take(rules(taken, models))
    configured.withLock { $0 = Configured(taken, models: models, health: health, readAt: now()) }
    reread.taken(taken)
    log.info(
      "the configuration was read again",
      metadata: [
        "changed": "\(changed.joined(separator: ","))",
        "needRestart": "\(needRestart.joined(separator: ","))",
      ])
    for doubt in taken.doubts { log.warning("\(doubt)") }
    if changed.contains("retention") { applyRetention() }
    return ServerReload.Result(changed: changed, needRestart: needRestart)
  }

  /// For a signal: what comes of it is in the log.
  package func reloadBeside() {
    upkeepQueue.async { [self] in
      do throws(Fault) {
        _ = try reload()
      } catch {
        // The log has it.
      }
    }
  }
}

extension ServerReload: TurnHandler {
  static func handle(_ params: NoParams, from session: Session, answer: Answer<Result>) {
    guard session.owner.isOperator else {
      return answer.fail(Fault.forbidden("Only an operator may have the configuration read again."))
    }
    let daemon = session.daemon
    answer.call.park()
    daemon.upkeepQueue.async {
      do {
        try answer.call.begin()
        answer.succeed(try daemon.reload())
      } catch {
        answer.fail(error)
      }
    }
  }
}

extension ModelDirectory {
  /// With the lists that are kept of the providers that are still where they were.
  convenience init(
    _ settings: Settings, holders: KeyHolders, source: ModelSource, store: Store, log: Logger
  ) throws {
    let offered = settings.offeredProvider.map { OfferedProvider(provider: $0, holders: holders) }
    let all = settings.modelProviders + (offered.map { [$0.provider] } ?? [])
    self.init(
      providers: settings.modelProviders, offered: offered, known: settings.knownModels,
      aliases: settings.aliases, defaultModel: settings.model,
      lists: try ModelLists(source: source, of: all, in: store) { error in
        log.info("a list of models is not kept: \(error)")
      })
  }
}
