import Store
import Wire

extension ServerHealth: TurnHandler {
  static func mayOvertake(_ call: Call, for session: Session?) -> Bool { true }

  static func handle(_ params: NoParams, from session: Session, answer: Answer<Result>) {
    let daemon = session.daemon
    daemon.health.ask { findings in
      let report = HealthReport(
        findings: findings, databasePath: daemon.store.path,
        tellsMachine: session.owner.isOperator, doubt: daemon.store.clock.doubt(at: daemon.now()),
        defaultModel: daemon.models.standard(for: session.owner.key))
      answer.succeed(Result(checks: report.checks))
    }
  }
}
