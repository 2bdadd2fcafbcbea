import Dispatch
import OpenAI
import Store
import Wire

extension ServerHealth: TurnHandler {
  /// Below this much free disk a write may soon fail.
  static let freeDiskBytesLow = 64 << 20
  /// The log is emptied long before this, unless a reader or a backup program holds it.
  static let walBytesHigh = 256 << 20

  /// The checks wait for the writer and may run a key's command: not for any thread that others need.
  static func handle(_ params: NoParams, from session: Session, answer: Answer<Result>) {
    let daemon = session.daemon
    answer.call.park()
    DispatchQueue.global().async {
      let condition = daemon.store.condition()
      answer.succeed(
        Result(checks: [
          database(condition), disk(condition), wal(condition), provider(of: daemon),
          schema(condition), configuration(of: daemon),
        ]))
    }
  }

  private static func database(_ condition: Condition) -> Check {
    switch condition.isWritable {
    case .known: Check(name: "database", status: .ok, detail: "readable and writable")
    case .failed(let why): Check(name: "database", status: .failing, detail: why)
    }
  }

  private static func disk(_ condition: Condition) -> Check {
    switch condition.freeDiskBytes {
    case .known(let bytes) where bytes < freeDiskBytesLow:
      Check(name: "disk", status: .failing, detail: "only \(bytes.inWords) free: make room")
    case .known(let bytes): Check(name: "disk", status: .ok, detail: "\(bytes.inWords) free")
    case .failed(let why): Check(name: "disk", status: .degraded, detail: why)
    }
  }

  private static func wal(_ condition: Condition) -> Check {
    switch condition.walBytes {
    case .known(let bytes) where bytes > walBytesHigh:
      Check(
        name: "wal", status: .degraded,
        detail: "\(bytes.inWords): a long reader or a backup program holds it")
    case .known(let bytes): Check(name: "wal", status: .ok, detail: bytes.inWords)
    case .failed(let why): Check(name: "wal", status: .degraded, detail: why)
    }
  }

  private static func schema(_ condition: Condition) -> Check {
    switch condition.schemaVersion {
    case .known(let version):
      Check(name: "schema", status: .ok, detail: "version \(version)")
    case .failed(let why): Check(name: "schema", status: .failing, detail: why)
    }
  }

  /// Whether each provider's key can be had. No request is made: model/list makes them.
  private static func provider(of daemon: Daemon) -> Check {
    let findings = daemon.settings.modelProviders.map { provider in
      do throws(Failure) {
        let key = try provider.key.resolve()
        let origin = key == nil ? "no key needed" : "key from \(provider.key.origin)"
        return (isOk: true, words: "\(provider.name): \(origin)")
      } catch {
        return (isOk: false, words: "\(provider.name): \(error.message)")
      }
    }
    return Check(
      name: "provider", status: findings.allSatisfy(\.isOk) ? .ok : .degraded,
      detail: findings.map(\.words).joined(separator: "; "))
  }

  private static func configuration(of daemon: Daemon) -> Check {
    Check(
      name: "configuration", status: .ok,
      detail: daemon.settings.configurationPath ?? "no file: standard values and the environment")
  }
}

extension Int {
  /// A number of bytes as people say it.
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
  /// In words, without the key.
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
