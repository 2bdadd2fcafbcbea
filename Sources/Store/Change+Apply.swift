import JSON

extension Change {
  func apply(to value: inout T?) {
    switch self {
    case .keep: break
    case .clear: value = nil
    case .set(let new): value = new
    }
  }
}
