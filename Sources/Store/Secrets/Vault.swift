import Crypto
import GRDB
import Synchronization
import Wire

/// Encrypts account secrets with AES-GCM, each for its own row: encrypted bytes that were moved to
/// another row, or changed, cannot be decrypted.
///
/// The key is in a separate file, so that a copy of the database alone reveals no secret.
final class Vault: Sendable {
  private struct State {
    var key: SymmetricKey?
    /// The users that have or had secrets: for all others, no query is necessary.
    var holders: Set<Int64>
  }

  private let file: KeyFile
  private let state: Mutex<State>

  init(besideDatabase path: String, credentialsDirectory: String?, holders: Set<Int64>) {
    file = KeyFile(besideDatabase: path, credentialsDirectory: credentialsDirectory)
    state = Mutex(State(holders: holders))
  }

  static func holders(_ db: Database) throws -> Set<Int64> {
    Set(try db.all("SELECT DISTINCT user FROM account WHERE secret IS NOT NULL") { $0.int64() })
  }

  func mayHold(_ user: Int64) -> Bool {
    state.withLock { $0.holders.contains(user) }
  }

  /// Creates the key when there is none.
  func seal(_ secret: AccountSecret, for place: SealedPlace) throws -> [UInt8] {
    let key = try key(mayMake: true)
    let box = try AES.GCM.seal(
      Array(secret.text.utf8), using: key, nonce: AES.GCM.Nonce(), authenticating: place.bytes)
    // With a nonce of the standard length this is never `nil`.
    guard let sealed = box.combined else { throw Fault.storage("The secret can't be sealed.") }
    state.withLock { _ = $0.holders.insert(place.user) }
    return Array(sealed)
  }

  /// `nil` when the key is missing or another one, or the bytes belong to another row.
  func open(_ sealed: [UInt8], of place: SealedPlace) -> AccountSecret? {
    guard let key = try? key(mayMake: false), let box = try? AES.GCM.SealedBox(combined: sealed),
      let text = try? AES.GCM.open(box, using: key, authenticating: place.bytes)
    else { return nil }
    return AccountSecret(trusted: String(decoding: Array(text), as: UTF8.self))
  }

  private func key(mayMake: Bool) throws -> SymmetricKey {
    try state.withLock { state in
      if let key = state.key { return key }
      let bytes = try file.bytes(mayMake: mayMake)
      let key = SymmetricKey(data: SHA256.hash(data: Array("skein accounts 1\n".utf8) + bytes))
      state.key = key
      return key
    }
  }
}

/// Where a secret is stored; this is authenticated together with the secret.
struct SealedPlace {
  let user: Int64
  let account: AccountID
  let provider: Label

  /// The user's row and the account's id have fixed lengths, so no two places give the same bytes.
  var bytes: [UInt8] {
    (0..<8).map { UInt8(truncatingIfNeeded: user >> (56 - 8 * Int64($0))) } + account.bytes
      + Array(provider.text.utf8)
  }
}
