/// The thing that a call names, by its id or by the number that people use for it.
package enum Which<Named: Identified>: Equatable, Sendable {
  case id(ID<Named>)
  case number(PositiveCount)

  /// Exactly one of the two has to be given.
  package init(id: ID<Named>?, number: PositiveCount?) throws(Fault) {
    switch (id, number) {
    case (let id?, nil): self = .id(id)
    case (nil, let number?): self = .number(number)
    case (nil, nil), (.some, .some):
      throw .invalidParams(
        path: Named.idMember, expected: "either \(Named.idMember) or number")
    }
  }
}

/// The same for a thing that is numbered within its context: an action or a preview.
package enum WhichWithin<Named: Identified>: Equatable, Sendable {
  case id(ID<Named>)
  case number(PositiveCount, within: ContextID)

  /// Either the id alone, or the number together with its context.
  package init(
    id: ID<Named>?, number: PositiveCount?, context: ContextID?
  ) throws(Fault) {
    switch (id, number, context) {
    case (let id?, nil, nil): self = .id(id)
    case (nil, let number?, let context?): self = .number(number, within: context)
    case (nil, nil, _), (nil, .some, nil), (.some, _, _):
      throw .invalidParams(
        path: Named.idMember, expected: "\(Named.idMember), or contextId and number")
    }
  }
}
