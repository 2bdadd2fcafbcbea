import JSON

/// The keywords that check one value without other schemas.
extension JSONSchema {
  /// What is wrong by `keyword`; `nil` when nothing is wrong, or the keyword is of another sort.
  func judgeAlone(_ value: Value, _ keyword: String, _ argument: Value) -> String? {
    switch keyword {
    case "type":
      let types = Self.types(argument)
      return types.contains { value.isOf(type: $0) }
        ? nil : "expected \(types.joined(separator: " or ")), found \(value.typeName)"
    case "enum":
      return argument.elements.contains { $0.isSame(as: value) }
        ? nil : "expected one of \(shown(argument)), found \(shown(value))"
    case "const":
      return argument.isSame(as: value)
        ? nil : "expected \(shown(argument)), found \(shown(value))"
    case "multipleOf": return judgeMultiple(value, argument)
    case "minimum": return compare(value.double, argument, "at least", >=)
    case "maximum": return compare(value.double, argument, "at most", <=)
    case "exclusiveMinimum": return compare(value.double, argument, "more than", >)
    case "exclusiveMaximum": return compare(value.double, argument, "less than", <)
    case "minLength": return compare(length(value), argument, "characters: at least", >=)
    case "maxLength": return compare(length(value), argument, "characters: at most", <=)
    case "minItems": return compare(count(value, .array), argument, "elements: at least", >=)
    case "maxItems": return compare(count(value, .array), argument, "elements: at most", <=)
    case "minProperties": return compare(count(value, .object), argument, "members: at least", >=)
    case "maxProperties": return compare(count(value, .object), argument, "members: at most", <=)
    case "uniqueItems":
      return argument.bool == true && hasRepeats(value) ? "an element occurs twice" : nil
    case "required":
      guard value.kind == .object else { return nil }
      let missing = argument.elements.compactMap(\.string).filter { value[$0] == nil }
      return missing.isEmpty ? nil : "lacks \(missing.joined(separator: ", "))"
    case "pattern":
      guard let text = value.string, let pattern = argument.string else { return nil }
      return matches(text, pattern) ? nil : "does not match \(pattern)"
    default: return nil
    }
  }

  private func compare(
    _ number: Double?, _ bound: Value, _ words: String, _ holds: (Double, Double) -> Bool
  ) -> String? {
    guard let number, let limit = bound.double, !holds(number, limit) else { return nil }
    return "expected \(words) \(shown(bound))"
  }

  private func judgeMultiple(_ value: Value, _ argument: Value) -> String? {
    guard let number = value.double, let step = argument.double, step > 0 else { return nil }
    let quotient = number / step
    // 0.3 counts as three times 0.1, although binary fractions differ slightly.
    let isMultiple = abs(quotient - quotient.rounded()) <= abs(quotient) * 1e-12
    return isMultiple ? nil : "expected a multiple of \(shown(argument))"
  }

  /// In Unicode scalars, as JSON Schema counts.
  private func length(_ value: Value) -> Double? {
    value.string.map { Double($0.unicodeScalars.count) }
  }

  private func count(_ value: Value, _ kind: Value.Kind) -> Double? {
    value.kind == kind ? Double(value.count) : nil
  }

  private func hasRepeats(_ value: Value) -> Bool {
    let elements = Array(value.elements)
    return elements.indices.contains { place in
      elements[..<place].contains { $0.isSame(as: elements[place]) }
    }
  }

  private func shown(_ value: Value) -> String {
    let token = value.token
    return String(decoding: token.prefix(120), as: UTF8.self) + (token.count > 120 ? "…" : "")
  }
}

extension Value {
  /// The type's name in JSON Schema.
  fileprivate var typeName: String { kind == .bool ? "boolean" : "\(kind)" }

  fileprivate func isOf(type: String) -> Bool {
    type == "integer" ? isWhole : type == typeName
  }

  /// Beyond 2^53 every double is whole.
  private var isWhole: Bool { double.map { $0.rounded() == $0 } ?? false }

  /// Equal as JSON: members in any order, numbers by value.
  fileprivate func isSame(as other: Value) -> Bool {
    guard kind == other.kind else { return false }
    switch kind {
    case .null: return true
    case .bool: return bool == other.bool
    case .number:
      return token == other.token || double.map { $0 == other.double } ?? false
    case .string: return string.map { Array($0.utf8) } == other.string.map { Array($0.utf8) }
    case .array:
      return count == other.count
        && zip(elements, other.elements).allSatisfy { $0.isSame(as: $1) }
    case .object:
      return count == other.count
        && members.allSatisfy { name, value in other[name].map { value.isSame(as: $0) } ?? false }
    }
  }
}
