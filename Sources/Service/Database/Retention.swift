import Dispatch
import Logging
import Store
import Wire

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension Daemon {
  private static let secondsPerDay: Int64 = 86_400

  /// Erases, at once and then daily, the things whose retention period has ended, until its task is
  /// cancelled. Nothing is erased while the clock is in doubt.
  package func keepRetention() async {
    while !Task.isCancelled {
      let pauseSeconds = await withCheckedContinuation { done in
        upkeepQueue.async { [self] in
          done.resume(returning: applyRetention())
        }
      }
      do {
        try await Task.sleep(for: .seconds(pauseSeconds), clock: .continuous)
      } catch {
        return
      }
    }
  }

  /// Erases once. A failure is logged, and tried again the next day. Returns the seconds until the
  /// next time.
  @discardableResult
  func applyRetention() -> Int64 {
    let retention = settings.retention
    let moment = now()
    if let doubt = store.clock.doubt(at: moment) { return doubt.leftSeconds + 1 }
    guard retention.deletedDays != nil || retention.archivedDays != nil else {
      return Self.secondsPerDay
    }
    func before(_ days: Int?) -> Timestamp? {
      days.map {
        Timestamp(milliseconds: moment.milliseconds - Int64($0) * Self.secondsPerDay * 1000)
      }
    }
    let scope = PurgeScope(
      deletedBefore: before(retention.deletedDays), archivedBefore: before(retention.archivedDays))
    do {
      guard mkdir(retention.directory, 0o700) == 0 || errno == EEXIST else {
        throw Fault.storage(
          "\(retention.directory) can't be made: \(String(cString: strerror(errno))).")
      }
      let name = "purged-\(moment)".replacing(":", with: "-")
      let path = FilePath(trusted: "\(retention.directory)/\(name).jsonl")
      let erased = try store.ownUpkeep.purge(scope, to: path)
      guard let path = erased.path else { return Self.secondsPerDay }
      log.info(
        "erased what was deleted or archived long ago",
        metadata: [
          "threads": "\(erased.threads)", "contexts": "\(erased.contexts)",
          "tasks": "\(erased.tasks)", "path": "\(path)",
        ])
    } catch {
      let reason = (error as? Fault)?.message ?? "\(error)"
      log.error("what was deleted or archived long ago could not be erased: \(reason)")
    }
    return Self.secondsPerDay
  }
}

extension SteadyClock.Doubt {
  /// The doubt in words, for the log and for server/health.
  var words: String {
    let what =
      switch reason {
      case .jumped(let seconds) where seconds < 0: "the clock went back by \(Self.length(-seconds))"
      case .jumped(let seconds): "the clock jumped ahead by \(Self.length(seconds))"
      case .silence(let seconds):
        "according to the clock nothing was written for \(Self.length(seconds))"
      }
    return "\(what): nothing is erased because of its age until the clock has run normally for "
      + "\(Self.length(leftSeconds)) more"
  }

  private static func length(_ seconds: Int64) -> String {
    switch seconds {
    case 172_800...: "\(seconds / 86_400) days"
    case 7200...: "\((seconds + 1800) / 3600) hours"
    default: "\(max(1, seconds / 60)) minutes"
    }
  }
}
