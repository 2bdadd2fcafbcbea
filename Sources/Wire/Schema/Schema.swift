/// What a value on the wire looks like, as far as JSON Schema (draft 7, which OpenRPC uses) can say.
package indirect enum Schema: Sendable, Equatable {
  case string(format: String? = nil, minLength: Int? = nil, maxLength: Int? = nil)
  case integer(range: ClosedRange<Int>? = nil)
  case number
  case boolean
  case choice([String])
  case array(Schema)
  /// An object whose names are data.
  case map(Schema)
  /// An object whose members are the client's own.
  case freeObject
  case object(Object)

  /// An object with declared members.
  package struct Object: Sendable, Equatable {
    /// Its name in the reference, where it has one.
    package let name: String?
    package var members: [Member]

    package init(name: String?, members: [Member]) {
      self.name = name
      self.members = members
    }
  }

  /// One member of an object, in the order of declaration.
  package struct Member: Sendable, Equatable {
    package let name: String
    package let schema: Schema
    /// In params: may be left out. In what the daemon sends: may be null.
    package let isOptional: Bool
    /// In params: null clears it.
    package let isClearable: Bool
    /// In params: may be left out, but not be null.
    package let refusesNull: Bool
    /// The sentence from `fields`; empty when the declaration forgot it, which a test refuses.
    package let summary: String

    package init(
      name: String, schema: Schema, isOptional: Bool, isClearable: Bool = false,
      refusesNull: Bool = false, summary: String
    ) {
      self.name = name
      self.schema = schema
      self.isOptional = isOptional
      self.isClearable = isClearable
      self.refusesNull = refusesNull
      self.summary = summary
    }
  }
}

/// A type that says itself what it looks like, because its `Codable` cannot be read off: validated
/// text, raw JSON, numbers with a range.
package protocol Described {
  static var schema: Schema { get }
  /// Any valid value: the recorder needs one to go on.
  static var specimen: Self { get }
}
