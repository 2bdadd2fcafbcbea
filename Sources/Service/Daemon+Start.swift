package import Logging
import OpenAI
import Store
import Wire

/// Why the daemon cannot start.
package struct StartFailure: Error, Sendable {
  package enum Reason: Sendable {
    /// Another daemon has the database open.
    case alreadyRunning
    /// The database is newer than this version, not one of skein, or damaged; it was not changed.
    case database
    case machine
  }

  package let reason: Reason
  package let message: String
}

extension Daemon {
  /// Opens the store and the client of the model providers.
  package static func open(
    _ settings: Settings, log: Logger, logPath: String?, reread: Reread,
    stop: @escaping @Sendable () -> Void
  ) throws(StartFailure) -> Daemon {
    do {
      let client = try ModelClient(userAgent: "skein/\(Version.current)")
      return try Daemon(
        settings: settings, source: .live(client, outputLimitBytes: Wire.Limits.replyBytes),
        log: log, reread: reread, logPath: logPath, stop: stop,
        endSource: {
          client.shutdown()
          endKeyCommands()
        })
    } catch let failure as OpenFailure {
      throw StartFailure(failure)
    } catch let fault as Fault where fault.kind == .storage {
      // The work before serving, which runs once, found a damaged page or a full disk.
      throw StartFailure(reason: .machine, message: fault.message)
    } catch let failure as Failure {
      throw StartFailure(reason: .machine, message: failure.message)
    } catch {
      throw StartFailure(reason: .machine, message: "\(error)")
    }
  }

  /// Ends all running keyCommands, so that none outlives the process, which is about to end.
  package static func endKeyCommands() {
    KeySource.endCommands()
  }

  /// The version that `--version` prints.
  package static var version: String { Version.current }

  /// The current time, for the lines of the log.
  package static var timeNow: String { Timestamp.now.description }
}

extension StartFailure {
  init(_ failure: OpenFailure) {
    message = failure.message
    reason =
      switch failure {
      case .alreadyRunning: .alreadyRunning
      case .newerSchema, .foreign, .damaged, .foreignLog, .notAFile, .leadsNowhere, .manyNames:
        .database
      case .unwritable, .busy, .noLocks, .machine: .machine
      }
  }
}
