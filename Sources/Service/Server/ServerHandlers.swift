import Dispatch
import JSON
import OpenAI
import Reference
import Store
import Synchronization
import Wire

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension Ping: OpenHandler {
  static func mayOvertake(_ call: Call, for session: Session?) -> Bool { true }

  static func handle(_ params: NoParams, on connection: Connection) throws -> Done {
    Done()
  }
}

extension ServerInfo: OpenHandler {
  static func mayOvertake(_ call: Call, for session: Session?) -> Bool { true }

  static func handle(_ params: NoParams, on connection: Connection) throws -> Result {
    let daemon = connection.daemon
    // Only operators may give a path on this machine, and only operators may see one.
    let tellsMachine = connection.session?.owner.isOperator ?? false
    let configured = daemon.configured.withLock { $0 }
    let settings = configured.settings
    return Result(
      version: Version.current, databaseId: daemon.store.databaseID,
      capabilities: ["batch", "cancel", "headers", "deltaInterval", "events"],
      limits: settings.limits, quotas: settings.quotas, currency: settings.currency,
      providers: connection.session.map {
        configured.models.providers(for: $0.owner.key).map(\.name)
      },
      missingKeyVariables: connection.session.map {
        configured.models.missingKeyVariables(for: $0.owner.key)
      },
      socketPath: tellsMachine ? settings.socket : nil,
      databasePath: tellsMachine ? daemon.store.path : nil,
      configurationPath: tellsMachine ? settings.configurationPath : nil,
      configurationReadAt: tellsMachine ? configured.readAt : nil,
      logPath: tellsMachine ? daemon.logPath : nil,
      pid: tellsMachine ? Int(getpid()) : nil, startedAt: daemon.startedAt)
  }
}

extension ServerReload: TurnHandler {
  static func handle(_ params: NoParams, from session: Session, answer: Answer<Result>) {
    guard session.owner.isOperator else {
      return answer.fail(Fault.forbidden("Only an operator may reload the configuration."))
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

extension ServerShutdown: LinkHandler {
  static func mayOvertake(_ call: Call, for session: Session?) -> Bool { true }

  static func handle(_ params: NoParams, on session: Session) throws -> Done {
    guard session.owner.isOperator else {
      throw Fault.forbidden("Only an operator may stop the daemon.")
    }
    session.daemon.requestStop()
    return Done()
  }
}

extension Discover: OpenHandler {
  static func mayOvertake(_ call: Call, for session: Session?) -> Bool { true }

  static func handle(_ params: NoParams, on connection: Connection) throws -> Result {
    try Result(document: document.get())
  }

  /// Made only once, because the methods do not change while the daemon runs.
  private static let document = Swift.Result {
    RawJSON(trusting: String(decoding: try OpenRPC.document(), as: UTF8.self))
  }
}
