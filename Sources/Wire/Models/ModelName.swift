/// `name` or `provider/name`: 1 to 200 characters without control characters.
package struct ModelName: RuledLine {
  package static let lengthLimit = 200
  package static let expectation = "a model, as name or provider/name, of 1 to 200 characters"

  package let text: String

  package init(trusted text: String) {
    self.text = text
  }
}
