import JSON

/// Reads a provider's list of models, in any of the known shapes.
enum ModelListBody {
  /// `{"data": […]}` as OpenAI has it, `{"models": […]}` as others do, or the array alone; null is
  /// an empty list. `nil` for a body that is not a list.
  static func models(in body: [UInt8]) -> [Model]? {
    guard let root = ErrorBody.document(ByteOrderMark.passed(in: body))?.root else { return nil }
    let list: Value?
    switch root.kind {
    case .array, .null: list = root
    case .object: list = root["data"] ?? root["models"]
    case .string, .number, .bool: list = nil
    }
    guard let list, list.kind == .array || list.kind == .null else { return nil }
    return list.elements.map { Model(id: Words.prefix(name(of: $0), bytes: Limits.modelIdBytes)) }
  }

  /// The error that a body contains in place of a list, or beside an empty one.
  static func error(in body: [UInt8], isList: Bool) -> ErrorBody? {
    guard let root = ErrorBody.document(ByteOrderMark.passed(in: body))?.root else { return nil }
    return ErrorBody(frame: root) ?? (isList ? nil : ErrorBody(remark: root))
  }

  /// Its id, or the member that other providers use; empty, which is no model's name, where there
  /// is none.
  private static func name(of entry: Value) -> String {
    if let text = text(entry) { return text }
    guard entry.kind == .object else { return "" }
    for member in ["id", "name", "model"] {
      if let text = entry[member].flatMap(text), !text.isEmpty { return text }
    }
    return ""
  }

  private static func text(_ value: Value) -> String? {
    value.foreignText?.text ?? value.integer.map(String.init)
  }
}
