/// `db/optimize`
package enum DatabaseOptimize: Method {
  package typealias Runs = Turn
  package typealias Params = NoParams
  package static let name = "db/optimize"
  package static let summary = "Give free pages back to the disk. For operators."
  package static let details = """
    A few pages at a time, so that nobody waits; then the log of changes is emptied. A reader that \
    holds the log leaves that for later.
    """
  package static let faults: [Fault.Kind] = [.forbidden, .storage]

  package struct Result: Payload, Equatable {
    package static let fields = [
      "bytesBefore": "The size of the database and its log before.",
      "bytesAfter": "Their size now.",
    ]

    package let bytesBefore: Int
    package let bytesAfter: Int

    package init(bytesBefore: Int, bytesAfter: Int) {
      self.bytesBefore = bytesBefore
      self.bytesAfter = bytesAfter
    }
  }

  package static let example = Example<DatabaseOptimize>(
    NoParams(), Result(bytesBefore: 5_242_880, bytesAfter: 3_145_728))
}
