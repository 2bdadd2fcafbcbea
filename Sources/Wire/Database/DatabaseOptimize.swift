/// `db/optimize`
package enum DatabaseOptimize: Method {
  package typealias Runs = Turn
  package typealias Params = NoParams
  package static let name = "db/optimize"
  package static let summary = "Return free pages to the file system. For operators."
  package static let details = """
    This frees a few pages at a time, so that no other call has to wait, and then empties the \
    write-ahead log. If a reader still uses the log, it is emptied later.
    """
  package static let faults: [Fault.Kind] = [.forbidden, .storage]

  package struct Result: Payload, Equatable {
    package static let fields = [
      "bytesBefore": "The size of the database and its write-ahead log before.",
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
