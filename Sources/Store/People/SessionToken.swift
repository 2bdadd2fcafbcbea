import Crypto
import GRDB
import Wire

/// The token that `session/create` returns once: 256 random bits in base64url. Only its hash is
/// stored.
struct SessionToken {
  let text: String

  init() {
    text = SymmetricKey(size: .bits256).withUnsafeBytes { Self.base64url($0) }
  }

  var hash: [UInt8] { Self.hash(of: text) }

  /// 256 random bits need neither a salt nor a slow hash.
  static func hash(of text: String) -> [UInt8] {
    Array(SHA256.hash(data: Array(text.utf8)))
  }

  /// The user of a token, and when it expires, in milliseconds; finds also an expired token.
  static func find(
    _ hash: [UInt8], _ db: Database
  ) throws -> (user: Int64, session: SessionID, expiresAt: Int64)? {
    try db.first(
      """
      SELECT user, uuid, expires_at
      FROM session
      WHERE token_hash = ?1
      """, .bytes(hash)
    ) { ($0.int64(), $0.id(), $0.int64IfPresent() ?? .max) }
  }

  /// RFC 4648 section 5, without padding.
  private static func base64url(_ bytes: UnsafeRawBufferPointer) -> String {
    let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)
    var text: [UInt8] = []
    var (bits, count) = (UInt32(0), 0)
    for byte in bytes {
      bits = bits << 8 | UInt32(byte)
      count += 8
      while count >= 6 {
        count -= 6
        text.append(alphabet[Int(bits >> UInt32(count) & 63)])
      }
    }
    if count > 0 { text.append(alphabet[Int(bits << UInt32(6 - count) & 63)]) }
    return String(decoding: text, as: UTF8.self)
  }
}

extension Fault {
  static let badToken = Fault.unauthenticated(
    "That token is unknown, expired or revoked: session/create makes a new one.")
}
