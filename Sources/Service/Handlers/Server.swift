import JSON
import OpenAI
import Reference
import Store
import Wire

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension Ping: OpenHandler {
  static func handle(_ params: NoParams, on connection: Connection) throws -> Done {
    Done()
  }
}

extension ServerInfo: OpenHandler {
  static func handle(_ params: NoParams, on connection: Connection) throws -> Result {
    let daemon = connection.daemon
    // Whatever takes a path of this machine is an operator's, and so is what tells one.
    let tellsMachine = connection.session?.owner.isOperator ?? false
    return Result(
      version: Version.current, databaseId: daemon.store.databaseID,
      capabilities: ["batch", "cancel", "headers", "deltaInterval", "events"],
      limits: daemon.settings.limits, quotas: daemon.settings.quotas,
      currency: daemon.settings.currency,
      socketPath: tellsMachine ? daemon.settings.socket : nil,
      databasePath: tellsMachine ? daemon.store.path : nil,
      pid: tellsMachine ? Int(getpid()) : nil, startedAt: daemon.startedAt)
  }
}

extension ServerShutdown: LinkHandler {
  static func handle(_ params: NoParams, on session: Session) throws -> Done {
    guard session.owner.isOperator else {
      throw Fault.forbidden("Only an operator may stop the daemon.")
    }
    session.daemon.requestStop()
    return Done()
  }
}

extension Discover: OpenHandler {
  static func handle(_ params: NoParams, on connection: Connection) throws -> Result {
    try Result(document: document.get())
  }

  /// Written once: the methods do not change while the daemon runs.
  private static let document = Swift.Result {
    RawJSON(trusting: String(decoding: try OpenRPC.document(), as: UTF8.self))
  }
}
