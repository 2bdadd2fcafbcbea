import Crypto
import JSON

/// The body that a thing was created from, hashed, to tell a repeated call from another call with
/// the same id.
///
/// The first half of a SHA-256: a collision would need two bodies of one user under one id, so 128
/// bits are far beyond chance, and nobody gains from attacking their own data.
package struct Fingerprint: Sendable, Equatable {
  let bytes: [UInt8]

  package init(_ body: [UInt8]) {
    bytes = Array(SHA256.hash(data: body).prefix(16))
  }

  /// A quarter of the SHA-256, for rows that must be small: still far beyond chance.
  var short: [UInt8] { Array(bytes.prefix(8)) }

  init(stored bytes: [UInt8]) {
    self.bytes = bytes
  }

  /// The fingerprint of a method's params, in which the id must be nil.
  init(_ method: String, _ params: some Encodable) throws {
    self.init(Array(method.utf8) + (try Output.encode(params)))
  }
}
