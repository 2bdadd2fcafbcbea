import JSON
import Wire

extension Change {
  func apply(to value: inout T?) {
    switch self {
    case .keep: break
    case .clear: value = nil
    case .set(let new): value = new
    }
  }

  /// For a member that can't be empty: clearing it is refused.
  func apply(to value: inout T, as name: String, expecting expected: String) throws {
    switch self {
    case .keep: break
    case .clear: throw Fault.invalidParams(path: name, expected: expected)
    case .set(let new): value = new
    }
  }
}

extension Replacement {
  func apply(to value: inout T) {
    switch self {
    case .keep: break
    case .set(let new): value = new
    }
  }
}
