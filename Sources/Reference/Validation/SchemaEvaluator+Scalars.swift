import JSON
import Wire

extension SchemaEvaluator {
  /// Checks the keywords that need only the value itself and no other schema; `nil` if it passes.
  func judgeAlone(_ value: Value, by keyword: String, _ argument: Value) -> String? {
    switch keyword {
    case "type":
      let types = argument.string.map { [$0] } ?? argument.elements.compactMap(\.string)
      return types.contains { value.isOf(type: $0) }
        ? nil : "expected \(types.joined(separator: " or ")), found \(value.kind)"
    case "enum":
      return argument.elements.contains { same($0, value) }
        ? nil : "not one of \(text(argument)): \(text(value))"
    case "const":
      return same(argument, value) ? nil : "expected \(text(argument)), found \(text(value))"
    case "minimum": return compare(value.double, argument, "less than") { $0 >= $1 }
    case "maximum": return compare(value.double, argument, "more than") { $0 <= $1 }
    case "exclusiveMinimum": return compare(value.double, argument, "not more than") { $0 > $1 }
    case "minLength": return compare(length(value), argument, "shorter than") { $0 >= $1 }
    case "maxLength": return compare(length(value), argument, "longer than") { $0 <= $1 }
    case "minItems":
      let count = value.kind == .array ? Double(value.count) : nil
      return compare(count, argument, "fewer elements than") { $0 >= $1 }
    case "uniqueItems":
      let elements = Array(value.elements)
      let repeats = elements.indices.contains { position in
        elements[..<position].contains { same($0, elements[position]) }
      }
      return argument.bool == true && repeats ? "an element stands twice" : nil
    case "pattern":
      guard let text = value.string, let pattern = argument.string else { return nil }
      return matches(text, pattern: pattern) ? nil : "does not match \(pattern)"
    default: return judgeFormat(value, argument.string ?? "")
    }
  }

  /// Checks the two formats that the protocol uses; others are ignored.
  private func judgeFormat(_ value: Value, _ format: String) -> String? {
    guard let text = value.string else { return nil }
    switch format {
    case "uuid": return ID<Noun>(text) == nil ? "not a UUID: \(text)" : nil
    case "date-time": return Timestamp(text) == nil ? "not a time: \(text)" : nil
    default: return nil
    }
  }

  private func compare(
    _ number: Double?, _ bound: Value, _ words: String, _ holds: (Double, Double) -> Bool
  ) -> String? {
    guard let number, let limit = bound.double, !holds(number, limit) else { return nil }
    return "\(words) \(text(bound))"
  }

  /// In Unicode scalars, as draft 7 and the protocol count.
  private func length(_ value: Value) -> Double? {
    value.string.map { Double($0.unicodeScalars.count) }
  }

  private func text(_ value: Value) -> String {
    String(decoding: value.token.prefix(120), as: UTF8.self)
  }
}

extension Value {
  fileprivate func isOf(type: String) -> Bool {
    switch type {
    case "integer": integer != nil
    case "number": kind == .number
    case "boolean": kind == .bool
    default: "\(kind)" == type
    }
  }
}

/// Whether two values are equal as JSON: members in any order, numbers by value.
func same(_ one: Value, _ other: Value) -> Bool {
  guard one.kind == other.kind else { return false }
  switch one.kind {
  case .null: return true
  case .bool: return one.bool == other.bool
  case .number: return one.token == other.token || one.double == other.double
  case .string: return one.string.map { Array($0.utf8) } == other.string.map { Array($0.utf8) }
  case .array:
    return one.count == other.count && zip(one.elements, other.elements).allSatisfy(same)
  case .object:
    return one.count == other.count
      && one.members.allSatisfy { name, value in other[name].map { same(value, $0) } ?? false }
  }
}
