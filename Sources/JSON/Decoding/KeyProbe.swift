/// Finds out the key type of the standard `Dictionary`, which has no public name: this decoder
/// learns it when it is asked for members, and then fails.
struct KeyProbe: Decoder {
  private struct Found: Error {
    let type: ObjectIdentifier
  }

  static let dictionaryKey: ObjectIdentifier? = {
    do {
      _ = try [String: Bool](from: KeyProbe())
      return nil
    } catch {
      return (error as? Found)?.type
    }
  }()

  var codingPath: [any CodingKey] { [] }
  var userInfo: [CodingUserInfoKey: Any] { [:] }

  func container<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
    throw Found(type: ObjectIdentifier(type))
  }

  func unkeyedContainer() throws -> any UnkeyedDecodingContainer { throw Expected("members") }
  func singleValueContainer() throws -> any SingleValueDecodingContainer {
    throw Expected("members")
  }
}
