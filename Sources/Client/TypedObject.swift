import JSON
import Wire

extension TypedJSON {
  /// Decodes a JSON object typed on the command line as `type`; `name` is the option's name.
  package static func object<T: Decodable>(
    _ text: String?, as type: T.Type, _ name: String
  ) throws -> T? {
    guard let text else { return nil }
    do {
      return try Document(Array(text.utf8)).root.decode(type)
    } catch let mismatch as Mismatch {
      let place = mismatch.path.isEmpty ? name : "\(name): \(mismatch.path)"
      if mismatch.expected == noSuchMember, let known = members(of: type) {
        throw ClientError.usage("\(place) is not allowed; the object may have \(known).")
      }
      throw ClientError.usage("\(place): expected \(mismatch.expected).")
    } catch let error as SyntaxError {
      throw ClientError.usage(
        "\(name) is not JSON: expected \(error.expected) at byte \(error.offset).")
    }
  }
}

extension TypedJSON {
  /// The expectation of a mismatch at a member that a type does not have.
  private static let noSuchMember = "no such member"

  /// The member names that an object of this type may have, if it is one of skein's types.
  private static func members<T>(of type: T.Type) -> String? {
    (type as? any Payload.Type)?.fields.keys.sorted().joined(separator: ", ")
  }
}
