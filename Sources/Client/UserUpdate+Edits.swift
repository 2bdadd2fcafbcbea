import JSON
package import Wire

extension UserUpdate.Params {
  /// What an edit says of a member that may be empty.
  package enum Edit<Value> {
    case keep, clear
    case set(Value)

    /// `isCleared` wins over nothing, and a value over both.
    package init(_ value: Value?, isCleared: Bool) {
      self = value.map { .set($0) } ?? (isCleared ? .clear : .keep)
    }
  }

  package static func editing(
    name: Edit<Label>, image: Edit<ImagePlace>, email: Email?, preferences: Edit<FreeObject>
  ) -> Self {
    UserUpdate.Params(
      name: name.change, image: image.change, email: email.map { .set($0) } ?? .keep,
      preferences: preferences.change)
  }
}

extension UserUpdate.Params.Edit where Value: Codable & Sendable {
  fileprivate var change: Change<Value> {
    switch self {
    case .keep: .keep
    case .clear: .clear
    case .set(let value): .set(value)
    }
  }
}
