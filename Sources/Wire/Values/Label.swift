import JSON

/// A name that the client chooses, such as a template's: 1 to 200 characters on one line.
package struct Label: RuledLine {
  package static let lengthLimit = 200
  package static let expectation = "text of 1 to 200 characters without control characters"

  package let text: String

  package init(trusted text: String) {
    self.text = text
  }
}

/// At most 64 labels, in their order.
package struct Labels: Hashable, Sendable, Codable, Described {
  package static let countLimit = 64
  package static let none = Labels(trusted: [])
  package static let schema = Schema.array(Label.schema)
  package static let specimen = none

  package let labels: [Label]

  package init(trusted labels: [Label]) {
    self.labels = labels
  }

  package init?(_ labels: [Label]) {
    guard labels.count <= Self.countLimit else { return nil }
    self.labels = labels
  }

  package init(from decoder: any Decoder) throws {
    guard let labels = Labels(try [Label](from: decoder)) else {
      throw Expected("at most 64 texts of 1 to 200 characters")
    }
    self = labels
  }

  package func encode(to encoder: any Encoder) throws {
    try labels.encode(to: encoder)
  }
}
