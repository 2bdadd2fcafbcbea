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
}

extension Replacement {
  func apply(to value: inout T) {
    switch self {
    case .keep: break
    case .set(let new): value = new
    }
  }
}
