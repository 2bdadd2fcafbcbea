import Dispatch
import OpenAI
import Store
import Wire

/// What the daemon knows of itself. Whoever asks is answered from what is known, within a second:
/// nothing is found out for one client alone, and nobody waits for a disk or a command.
final class HealthWatch: Sendable {
  /// How long an answer waits for fresher news.
  static let patience = Duration.seconds(1)

  /// What is known at one moment; `nil` for what is not known yet.
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
    // One queue for files and one for the database: either may hang with its file system.
    let (disk, files) = (DispatchQueue(label: "skein.health"), DispatchQueue(label: "skein.keys"))
    condition = Lookup { found in
      let look: @Sendable () -> Void = { disk.async { found(store.condition()) } }
      let once = Once(look)
      store.tryWriting(then: once.run)
      // A write that takes long is a fact too.
      after(Self.patience / 2, once.run)
    }
    keys = settings.modelProviders.map { provider in
      (provider, Lookup { found in files.async { source.lookAtKey(provider.key, found) } })
    }
    configurationPath = settings.configurationPath
    self.after = after
  }

  /// `then` gets what is known, fresh if that could be had in time; on any thread.
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
