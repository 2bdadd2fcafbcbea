/// The shape of a value on the wire, as far as JSON Schema (draft 7, which OpenRPC uses) can
/// describe it.
package indirect enum Schema: Sendable, Equatable {
  case string(format: String? = nil, minLength: Int? = nil, maxLength: Int? = nil)
  case integer(range: ClosedRange<Int>? = nil)
  case number
  case boolean
  case choice([String])
  case array(Schema)
  /// An object whose member names are data.
  case map(Schema)
  /// An object whose members the client chooses.
  case freeObject
  case object(Object)

  /// An object with declared members.
  package struct Object: Sendable, Equatable {
    /// Its name in the reference, if it has one.
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
    /// In params: it may be left out. In what the daemon sends: it may be null.
    package let isOptional: Bool
    /// In params: null clears it.
    package let isClearable: Bool
    /// In params: it may be left out, but not be null.
    package let refusesNull: Bool
    /// The sentence from `fields`; empty if the declaration lacks it, which a test rejects.
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

/// A type that gives its own schema, because its `Codable` conformance does not show it: validated
/// text, raw JSON, numbers with a range.
package protocol Described {
  static var schema: Schema { get }
  /// Any valid value: the recorder needs one to continue.
  static var specimen: Self { get }
}
