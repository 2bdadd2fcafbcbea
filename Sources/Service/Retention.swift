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

  /// Erases at once and then daily what the settings say is kept long enough; until its task is
  /// cancelled.
  package func keepRetention() async {
    while !Task.isCancelled {
      await withCheckedContinuation { done in
        upkeepQueue.async { [self] in
          applyRetention()
          done.resume()
        }
      }
      do {
        try await Task.sleep(for: .seconds(Self.secondsPerDay), clock: .continuous)
      } catch {
        return
      }
    }
  }

  /// What cannot be done today is tried again tomorrow, and the log says why.
  func applyRetention() {
    let retention = settings.retention
    guard retention.deletedDays != nil || retention.archivedDays != nil else { return }
    let moment = now()
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
      guard let path = erased.path else { return }
      log.info(
        "erased what was kept long enough",
        metadata: [
          "threads": "\(erased.threads)", "contexts": "\(erased.contexts)",
          "tasks": "\(erased.tasks)", "path": "\(path)",
        ])
    } catch {
      let reason = (error as? Fault)?.message ?? "\(error)"
      log.error("what was kept long enough was not erased: \(reason)")
    }
  }
}
