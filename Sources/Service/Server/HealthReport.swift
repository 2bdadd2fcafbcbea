import OpenAI
import Store
import Wire

/// Makes the checks of server/health from what is known about the daemon.
struct HealthReport {
  typealias Check = ServerHealth.Check

  /// With less free disk space than this, writes may soon fail.
  static let freeDiskBytesLow = 64 << 20
  /// The write-ahead log is emptied long before this size, unless a reader or a backup program uses
  /// it.
  static let walBytesHigh = 256 << 20
  /// A finding that is older than this is reported with its age.
  static let oldSeconds = 5.0
  /// A write that failed within this time is reported, even if other writes have succeeded since.
  static let recentSeconds = 10.0
  /// A write that has waited longer than this makes the check degraded.
  static let longWaitSeconds = 30.0

  let findings: HealthWatch.Findings
  /// The path of the database, which only operators may see.
  let databasePath: String
  /// Whether the client may see this machine's files and variables, as operators may.
  let tellsMachine: Bool
  /// Why nothing is erased because of its age; `nil` if the clock is not in doubt.
  let doubt: SteadyClock.Doubt?
  /// The model that is asked where nothing names one.
  var defaultModel: ModelDirectory.Standard = .none

  var checks: [Check] {
    [
      ofCondition("database", database), ofCondition("integrity", integrity),
      ofCondition("search", search), ofCondition("disk", disk), ofCondition("wal", wal),
      provider, model, ofCondition("schema", schema), configuration, clock,
    ]
  }

  private func ofCondition(
    _ name: String, _ judge: (Condition) -> (ServerHealth.Status, String)
  ) -> Check {
    guard let finding = findings.condition else {
      return Check(
        name: name, status: .degraded,
        detail: "not known yet: the check takes longer than a second")
    }
    let (status, detail) = judge(finding.value)
    let words = tellsMachine ? detail : detail.hiding(databasePath, as: "the database")
    return Check(
      name: name, status: status, detail: words + age(of: finding.at, " (as it was ", " ago)"))
  }

  private func database(_ condition: Condition) -> (ServerHealth.Status, String) {
    switch condition.isWritable {
    case .known:
      if let failure = condition.writing.failure,
        findings.now - failure.latest < .seconds(Self.recentSeconds)
      {
        return (.degraded, "\(told(failure)), and smaller writes have succeeded since")
      }
      guard let since = condition.writing.tryingSince else {
        return (.ok, "readable and writable")
      }
      let waits = (findings.now - since) / .seconds(1)
      let wrote = condition.writing.committed.map { "written \(seconds(since: $0)) ago" }
      return (
        waits < Self.longWaitSeconds ? .ok : .degraded,
        "readable; \(wrote ?? "not written yet"), and a write waits for one that takes long"
      )
    case .failed(let why):
      guard let failure = condition.writing.failing, failure.why == why else {
        return (.failing, why)
      }
      return (.failing, told(failure))
    }
  }

  private func told(_ failure: WriteOutcome.Failure) -> String {
    let times = failure.times == 1 ? "one write" : "\(failure.times) writes"
    return "\(failure.why) (\(times) failed, the last one \(seconds(since: failure.latest)) ago)"
  }

  private func integrity(_ condition: Condition) -> (ServerHealth.Status, String) {
    switch condition.wholeness {
    case .known: (.ok, "closed cleanly the last time, or checked when it was opened")
    case .checking(let occasion, let since, let bytes):
      checking(occasion, "all \(bytes.inWords) are being checked, for \(seconds(since: since)) now")
    case .checked(let seconds): (.ok, "checked in \(Int(seconds.rounded())) s after it was opened")
    case .damaged(let why): (.failing, why)
    case .unknown(let why): (.degraded, "not checked: \(why); restart to check it again")
    }
  }

  private func checking(
    _ occasion: Wholeness.Occasion, _ progress: String
  ) -> (ServerHealth.Status, String) {
    let held = "until then the write-ahead log is not copied into it"
    return switch occasion {
    case .badEnd: (.degraded, "not closed cleanly the last time: \(progress); \(held)")
    case .damageMet: (.degraded, "a page that was read looks damaged: \(progress); \(held)")
    case .age: (.ok, "closed cleanly the last time; the last check was long ago: \(progress)")
    }
  }

  private func search(_ condition: Condition) -> (ServerHealth.Status, String) {
    switch condition.indexing {
    case .known(let progress) where progress.indexed >= progress.total:
      (.ok, "all messages are in the index")
    case .known(let progress):
      (.ok, "indexing: \(progress.indexed) of \(progress.total) messages are in the index")
    case .failed(let why): (.degraded, why)
    }
  }

  private func disk(_ condition: Condition) -> (ServerHealth.Status, String) {
    switch condition.freeDiskBytes {
    case .known(let bytes) where bytes < Self.freeDiskBytesLow:
      (.failing, "only \(bytes.inWords) free: delete files")
    case .known(let bytes): (.ok, "\(bytes.inWords) free")
    case .failed(let why): (.degraded, why)
    }
  }

  private func wal(_ condition: Condition) -> (ServerHealth.Status, String) {
    switch condition.walBytes {
    case .known(let bytes):
      if let failure = condition.checkpointFailure {
        (.degraded, "\(bytes.inWords): it can't be copied into the database: \(failure)")
      } else if bytes > Self.walBytesHigh {
        (.degraded, "\(bytes.inWords): a long-running reader or a backup program uses it")
      } else {
        (.ok, bytes.inWords)
      }
    case .failed(let why): (.degraded, why)
    }
  }

  private func schema(_ condition: Condition) -> (ServerHealth.Status, String) {
    switch condition.schemaVersion {
    case .known(let version): (.ok, "version \(version)")
    case .failed(let why): (.failing, why)
    }
  }

  /// Whether each provider's key is available. No request is sent to a provider; model/list does
  /// that.
  private var provider: Check {
    let words = findings.keys.map { key -> (isOk: Bool, words: String) in
      let name = key.provider.name
      guard let finding = key.finding else {
        return (true, "\(name): its key is being looked for")
      }
      let age = age(of: finding.at, ", as of ", " ago")
      switch finding.value {
      case .success:
        guard key.provider.key != .none else { return (true, "\(name): no key is set") }
        let origin = tellsMachine ? key.provider.key.origin : "the configuration"
        return (true, "\(name): key from \(origin)\(age)")
      case .failure(let failure):
        let origin = key.provider.key.origin
        let place = failure.message.contains(origin) ? "" : " It is looked for in \(origin)"
        let why = tellsMachine ? failure.message + place : "no key"
        return (false, "\(name): \(why)\(age)")
      }
    }
    return Check(
      name: "provider", status: words.allSatisfy(\.isOk) ? .ok : .degraded,
      detail: words.map(\.words).joined(separator: "; "))
  }

  private var model: Check {
    switch defaultModel {
    case .none: Check(name: "model", status: .ok, detail: "none is configured as the default")
    case .configured(let name): Check(name: "model", status: .ok, detail: name.text)
    case .unknown(let why): Check(name: "model", status: .degraded, detail: why)
    }
  }

  private var configuration: Check {
    let path = findings.configurationPath.map { tellsMachine ? $0 : "a file" }
    return Check(
      name: "configuration", status: .ok,
      detail: path ?? "no file: default values and the environment")
  }

  private var clock: Check {
    Check(
      name: "clock", status: doubt == nil ? .ok : .degraded,
      detail: doubt?.words ?? "it runs normally")
  }

  private func age(of moment: ContinuousClock.Instant, _ before: String, _ after: String) -> String
  {
    (findings.now - moment) / .seconds(1) < Self.oldSeconds
      ? "" : before + seconds(since: moment) + after
  }

  private func seconds(since moment: ContinuousClock.Instant) -> String {
    "\(Int(max(0, (findings.now - moment) / .seconds(1)))) s"
  }
}

extension Int {
  /// A number of bytes, rounded, with a unit.
  fileprivate var inWords: String {
    let units = ["bytes", "kB", "MB", "GB", "TB"]
    var (rest, unit) = (self, 0)
    while rest >= 10_000, unit < units.count - 1 {
      rest /= 1000
      unit += 1
    }
    return "\(rest) \(units[unit])"
  }
}

extension KeySource {
  /// Where the key comes from, in words without the key.
  var origin: String {
    switch self {
    case .none: "nowhere"
    case .environment(let name): "$\(name)"
    case .file(let path): path
    case .command: "a command"
    case .credential(let name): "$CREDENTIALS_DIRECTORY/\(name)"
    case .value: "the user's account"
    }
  }
}
