package import JSON

/// `rpc.discover`
package enum Discover: Method {
  package typealias Runs = Link
  package typealias Params = NoParams
  package static let name = "rpc.discover"
  package static let summary =
    "Return the OpenRPC document: every method, type, error and notification."

  /// The document itself is the result, so this payload is encoded as the document's JSON.
  package struct Result: Payload, Equatable, Described {
    package static let fields: [String: String] = [:]
    package static let schema = Schema.freeObject
    package static let specimen = Result(document: RawJSON.emptyObject)

    package let document: RawJSON

    package init(document: RawJSON) {
      self.document = document
    }

    package init(from decoder: any Decoder) throws {
      document = try RawJSON(from: decoder)
    }

    package func encode(to encoder: any Encoder) throws {
      try document.encode(to: encoder)
    }
  }

  package static let example = Example<Discover>(
    NoParams(),
    Result(
      document: RawJSON(
        trusting: """
          {"openrpc":"1.3.2","info":{"title":"skein","version":"\(Version.current)"},"methods":[]}
          """)))
}
