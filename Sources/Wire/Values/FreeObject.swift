package import JSON

/// An object whose members are the client's own: kept and returned as the tokens that came.
///
/// At most 64 KiB, white space aside. The rule against unknown members stops at its door.
package struct FreeObject: Hashable, Sendable, Codable {
  package static let empty = FreeObject(trusted: RawJSON.emptyObject)

  package let json: RawJSON

  package init?(_ json: RawJSON) {
    guard json.isObject, json.text.utf8.count <= Limits.freeObjectBytes else { return nil }
    self.json = json
  }

  /// For what the daemon itself kept earlier.
  package init(trusted json: RawJSON) {
    self.json = json
  }

  package init(from decoder: any Decoder) throws {
    guard let object = FreeObject(try RawJSON(from: decoder)) else {
      throw Expected("an object of at most 64 KiB")
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
