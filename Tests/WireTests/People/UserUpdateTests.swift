import JSON
import Testing
import Wire

struct UserUpdateTests {
  @Test func `an update clears what may be empty and refuses null for the address`() throws {
    let update = try decode(
      UserUpdate.Params.self, #"{"name":null,"image":null,"preferences":null}"#)
    #expect(update.name == .clear)
    #expect(update.image == .clear)
    #expect(update.preferences == .clear)
    #expect(update.email == .keep)
    #expect(throws: Mismatch.self) { try decode(UserUpdate.Params.self, #"{"email":null}"#) }
  }
}
