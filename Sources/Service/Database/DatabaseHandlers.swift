import Store
import Wire

extension DatabaseStats: UpkeepHandler {
  static func handle(
    _ params: NoParams, with upkeep: Upkeep, of daemon: Daemon
  ) throws -> Result {
    try upkeep.statistics()
  }
}

extension DatabaseCheck: UpkeepHandler {
  static func handle(
    _ params: NoParams, with upkeep: Upkeep, of daemon: Daemon
  ) throws -> Result {
    Result(problems: try upkeep.problems())
  }
}

extension DatabaseBackup: UpkeepHandler {
  static func handle(_ params: Params, with upkeep: Upkeep, of daemon: Daemon) throws -> Result {
    try upkeep.backUp(to: params.path)
  }
}

extension DatabasePurge: UpkeepHandler {
  static func handle(_ params: Params, with upkeep: Upkeep, of daemon: Daemon) throws -> Result {
    guard params.deletedBefore != nil || params.archivedBefore != nil else {
      throw Fault.invalidParams(path: "", expected: "deletedBefore, archivedBefore or both")
    }
    let scope = PurgeScope(
      deletedBefore: params.deletedBefore, archivedBefore: params.archivedBefore)
    return try upkeep.purge(scope, to: params.path)
  }
}

extension DatabaseOptimize: UpkeepHandler {
  static func handle(
    _ params: NoParams, with upkeep: Upkeep, of daemon: Daemon
  ) throws -> Result {
    try upkeep.optimize()
  }
}
