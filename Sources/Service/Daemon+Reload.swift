import Dispatch
import Logging
import OpenAI
import Store
import Synchronization
import Wire

/// Everything that is derived from one version of the configuration. It is complete before it is
/// used.
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

/// How to read the configuration again; the code that read it at the start provides this.
package struct Reread: Sendable {
  let read: @Sendable () throws(SettingsError) -> Settings
  let taken: @Sendable (Settings) -> Void

  /// `taken` is called with the settings that are in force afterwards.
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

  /// How long running turns may go on after the daemon was told to stop.
  package var graceSeconds: Double { settings.graceSeconds }
  /// The path of the database, with symbolic links resolved.
  package var databasePath: String { store.path }

  /// Reads the configuration again, and applies all of it or, if it cannot be used, nothing. It
  /// waits for the disk, so it runs on the upkeep queue.
  func reload() throws(Fault) -> ServerReload.Result {
    guard let reread else {
      throw .invalidState(
        "This daemon was started with fixed settings and has no configuration to read again.",
        from: "running", to: "reloaded")
    }
    let next: Settings
    do throws(SettingsError) {
      next = try reread.read()
    } catch {
      log.error("the configuration cannot be used, and the previous one stays in force: \(error)")
      throw .invalidState(
        "The configuration cannot be used, and the previous one stays in force: \(error.sentence)",
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
    for warning in taken.warnings { log.warning("\(warning)") }
    if changed.contains("retention") { applyRetention() }
    return ServerReload.Result(changed: changed, needRestart: needRestart)
  }

  /// Reloads the configuration in the background, for a signal; the log has the outcome.
  package func reloadBeside() {
    upkeepQueue.async { [self] in
      do throws(Fault) {
        _ = try reload()
      } catch {
        // `reload` has logged it.
      }
    }
  }
}

extension ModelDirectory {
  /// The directory for these settings, with the stored lists of models of all providers whose URL
  /// has not changed.
  convenience init(
    _ settings: Settings, holders: KeyHolders, source: ModelSource, store: Store, log: Logger
  ) throws {
    let offered = settings.offeredProvider.map { OfferedProvider(provider: $0, holders: holders) }
    let all = settings.modelProviders + (offered.map { [$0.provider] } ?? [])
    self.init(
      providers: settings.modelProviders, offered: offered, known: settings.knownModels,
      aliases: settings.aliases, defaultModel: settings.model,
      lists: try ModelLists(source: source, of: all, in: store) { error in
        log.info("a list of models could not be stored: \(error)")
      })
  }
}
