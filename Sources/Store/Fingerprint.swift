import Crypto
import JSON

/// What a thing was made from, to tell a repeated call from another one with the same id.
///
/// The first half of a SHA-256: two bodies of one user under one id would have to collide, so 128
/// bits are far beyond chance, and nobody gains by deceiving themselves.
package struct Fingerprint: Sendable, Equatable {
  let bytes: [UInt8]

  package init(_ body: [UInt8]) {
    bytes = Array(SHA256.hash(data: body).prefix(16))
  }

  /// The first half of the half, for a noun whose rows are to be small: still far beyond chance.
  var short: [UInt8] { Array(bytes.prefix(8)) }

  init(stored bytes: [UInt8]) {
    self.bytes = bytes
  }

  /// Of a method's params in which the id is nil already.
  init(_ method: String, _ params: some Encodable) throws {
    self.init(Array(method.utf8) + (try Output.encode(params)))
  }
}
