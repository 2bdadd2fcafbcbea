package import JSON

/// A JSON object whose members the client chooses; its tokens are stored and returned unchanged.
///
/// It has at most 64 KiB, not counting white space, and 64 levels. The bound on levels is needed
/// because an answer nests it deeper than the request did, and no answer may be too deep to read.
/// The rule against unknown members does not apply inside it.
package struct FreeObject: Hashable, Sendable, Codable {
  package static let expectation = "an object of at most 64 KiB and 64 levels"
  package static let empty = FreeObject(trusted: RawJSON.emptyObject)

  package let json: RawJSON
  package var text: String { json.text }

  package init?(_ json: RawJSON) {
    guard json.isObject, json.text.utf8.count <= Limits.freeObjectBytes,
      json.depth <= Limits.freeObjectDepth
    else { return nil }
    self.json = json
  }

  /// For an object that the daemon itself stored earlier.
  package init(trusted json: RawJSON) {
    self.json = json
  }

  package init(from decoder: any Decoder) throws {
    guard let object = FreeObject(try RawJSON(from: decoder)) else {
      throw Expected(Self.expectation)
    }
    self = object
  }

  package func encode(to encoder: any Encoder) throws {
    try json.encode(to: encoder)
  }
}

extension FreeObject: Described {
  package static var schema: Schema { .freeObject }
  package static var specimen: FreeObject { .empty }
}

extension RawJSON {
  /// How many arrays and objects enclose the deepest value.
  fileprivate var depth: Int {
    var (depth, deepest) = (0, 0)
    var isInString = false
    var isEscaped = false
    for byte in text.utf8 {
      switch byte {
      case _ where isEscaped: isEscaped = false
      case UInt8(ascii: "\\") where isInString: isEscaped = true
      case UInt8(ascii: "\""): isInString.toggle()
      case UInt8(ascii: "{"), UInt8(ascii: "["):
        guard !isInString else { continue }
        depth += 1
        deepest = max(deepest, depth)
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        if !isInString { depth -= 1 }
      default: break
      }
    }
    return deepest
  }
}
