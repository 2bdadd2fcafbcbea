/// An error as sent on the wire (JSON-RPC 2.0 section 5.1), in answers and in failed turns.
package struct ErrorObject: NamedPayload, Equatable {
  package static let typeName = "Error"
  package static let fields = [
    "code": "The number of the error's kind.",
    "message": "One sentence: what went wrong and what to do next.",
    "data": "The kind, which never changes, and details.",
  ]

  package let code: Int
  package let message: String
  package let data: FaultData

  package init(_ fault: Fault) {
    code = fault.kind.code
    message = fault.message
    data = fault.data
  }

  package var fault: Fault { Fault(message, data) }
}
