import JSON

/// What an update does to a member that may be empty.
package enum Edit<Value> {
  case keep, clear
  case set(Value)

  /// A value sets the member; without one, `isCleared` clears it; with neither it is kept.
  package init(_ value: Value?, isCleared: Bool) {
    self = value.map { .set($0) } ?? (isCleared ? .clear : .keep)
  }
}

extension Edit where Value: Codable & Sendable {
  var change: Change<Value> {
    switch self {
    case .keep: .keep
    case .clear: .clear
    case .set(let value): .set(value)
    }
  }
}

extension Change {
  /// Sets what is given and keeps the rest.
  init(given value: T?) {
    self = value.map { .set($0) } ?? .keep
  }
}

extension Replacement {
  /// Sets what is given and keeps the rest.
  init(given value: T?) {
    self = value.map { .set($0) } ?? .keep
  }
}
