import Wire

extension Schema {
  /// The type in a few words, for the manual.
  var words: String {
    switch self {
    case .string("uuid", _, _): "UUID"
    case .string("date-time", _, _): "time"
    case .string(_, let minLength, let maxLength): Self.string(minLength, maxLength)
    case .integer(nil): "integer"
    case .integer(let range?) where range.upperBound >= (1 << 53) - 1:
      "integer of \(range.lowerBound) or more"
    case .integer(let range?): "integer from \(range.lowerBound) to \(range.upperBound)"
    case .number: "number"
    case .boolean: "boolean"
    case .choice(let names): Self.choice(names)
    case .array(let element): "array of " + element.plural
    case .map(let element): "object, each member " + element.words
    case .freeObject: "object of any members"
    case .object(let object): object.name ?? "object"
    }
  }

  private var plural: String {
    switch self {
    case .string("uuid", _, _): "UUIDs"
    case .string("date-time", _, _): "times"
    case .string: "strings"
    case .integer: "integers"
    case .number: "numbers"
    case .boolean: "booleans"
    case .freeObject: "objects"
    case .choice, .array, .map, .object: words
    }
  }

  /// Bounds of 1000 or more only stop abuse and are left out; the member's sentence has them, as
  /// bytes.
  private static func string(_ minLength: Int?, _ maxLength: Int?) -> String {
    switch (minLength, maxLength) {
    case (let least?, let most?) where most < 1000: "string of \(least) to \(most) characters"
    case (nil, let most?) where most < 1000: "string of at most \(most) characters"
    case (1?, _): "string that is not empty"
    default: "string"
    }
  }

  private static func choice(_ names: [String]) -> String {
    names.count < 3
      ? names.joined(separator: " or ") : "one of " + names.joined(separator: ", ")
  }
}

extension Schema.Member {
  func words(_ direction: Direction) -> String {
    switch (direction, isOptional, isClearable) {
    case (.params, _, true): schema.words + ", or null; optional"
    case (.params, true, false): schema.words + "; optional"
    case (.sent, true, _): schema.words + ", or null"
    case (_, false, _): schema.words
    }
  }
}
