import Store
import Wire

extension UsageSummary: ScanHandler {
  static func handle(
    _ params: Params, in rows: borrowing Rows, of daemon: Daemon
  ) throws -> Result {
    try rows.usage(params, currency: daemon.settings.currency)
  }
}
