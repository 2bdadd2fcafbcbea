import Dispatch
import Store
import Wire

/// Maintains the whole database, for an operator: off the event loop, one call after another, and
/// after this connection's writes.
protocol UpkeepHandler: TurnHandler {
  static func handle(_ params: Params, with upkeep: Upkeep, of daemon: Daemon) throws -> Result
}

extension UpkeepHandler {
  static func handle(_ params: Params, from session: Session, answer: Answer<Result>) {
    let daemon = session.daemon
    do throws(Fault) {
      let upkeep = try daemon.store.upkeep(for: session.owner)
      answer.call.park()
      session.afterWrites { release in
        daemon.upkeepQueue.async {
          defer { release() }
          do {
            try answer.call.begin()
            answer.succeed(try handle(params, with: upkeep, of: daemon))
          } catch {
            answer.fail(error)
          }
        }
      }
    } catch {
      answer.fail(error)
    }
  }
}
