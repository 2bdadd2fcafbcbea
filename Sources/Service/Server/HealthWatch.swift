import Dispatch
import OpenAI
import Store
import Wire

/// What the daemon knows about its own health. Calls are answered from it within a second: clients
/// that ask at the same time share one check, and no call waits for a slow disk or command.
final class HealthWatch: Sendable {
  /// How long an answer waits for newer findings.
  static let patience = Duration.seconds(1)

  /// The findings at one time; `nil` for what is not known yet.
  struct Findings: Sendable {
    struct Key: Sendable {
      let provider: Provider
      let finding: Lookup<Result<Void, Failure>>.Finding?
    }

    let condition: Lookup<Condition>.Finding?
    let keys: [Key]
    let configurationPath: String?
    let now: ContinuousClock.Instant
  }

  private let condition: Lookup<Condition>
  private let keys: [(provider: Provider, lookup: Lookup<Result<Void, Failure>>)]
  private let configurationPath: String?
  private let after: @Sendable (Duration, @escaping @Sendable () -> Void) -> Void

  init(
    store: Store, source: ModelSource, settings: Settings,
    after: @escaping @Sendable (Duration, @escaping @Sendable () -> Void) -> Void = { delay, body in
      let seconds = delay / .seconds(1)
      DispatchQueue.global().asyncAfter(deadline: .now() + seconds, execute: body)
    }
  ) {
    // One queue for files and one for the database: each may block with its file system.
    let (disk, files) = (DispatchQueue(label: "skein.health"), DispatchQueue(label: "skein.keys"))
    condition = Lookup { found in
      let look: @Sendable () -> Void = { disk.async { found(store.condition()) } }
      let once = Once(look)
      store.tryWriting(then: once.run)
      // A write that takes long is a finding, too.
      after(Self.patience / 2, once.run)
    }
    keys = settings.modelProviders.map { provider in
      (provider, Lookup { found in files.async { source.lookAtKey(provider.key, found) } })
    }
    configurationPath = settings.configurationPath
    self.after = after
  }

  /// Calls `then` with the findings, which are new if the checks ended in time; on any thread.
  func ask(_ then: @escaping @Sendable (Findings) -> Void) {
    let once = Once { [self] in then(findings) }
    let remaining = Countdown(keys.count + 1, once.run)
    condition.refresh(patience: Self.patience, then: remaining.tick)
    for key in keys { key.lookup.refresh(patience: Self.patience, then: remaining.tick) }
    if !once.isOver { after(Self.patience, once.run) }
  }

  private var findings: Findings {
    Findings(
      condition: condition.finding,
      keys: keys.map { Findings.Key(provider: $0.provider, finding: $0.lookup.finding) },
      configurationPath: configurationPath, now: .now)
  }
}
