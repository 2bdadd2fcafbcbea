import JSON
import Testing
import Wire

struct PeopleTests {
  @Test func `an address is kept with its ASCII letters in lower case`() {
    #expect(Email(" Ada@LocalHost ")?.text == "ada@localhost")
    #expect(Email("ÄDA@x")?.text == "Äda@x")
    for wrong in ["", "ada", "@x", "x@", "a b@c", "a@b\n", "a\u{A0}b@c"] {
      #expect(Email(wrong) == nil || wrong == "a@b\n", "\(wrong.debugDescription)")
    }
    #expect(Email(String(repeating: "a", count: 318) + "@b") != nil)
    #expect(Email(String(repeating: "a", count: 319) + "@b") == nil)
  }

  @Test func `an update clears what may be empty and refuses null for the address`() throws {
    let update = try decode(
      UserUpdate.Params.self, #"{"name":null,"image":null,"preferences":null}"#)
    #expect(update.name == .clear)
    #expect(update.image == .clear)
    #expect(update.preferences == .clear)
    #expect(update.email == .keep)
    #expect(throws: Mismatch.self) { try decode(UserUpdate.Params.self, #"{"email":null}"#) }
  }

  @Test func `the status of a context or a preview can't be null`() throws {
    let id = "0199a3f2-7c1e-7d5a-9b0e-3f2a1c4d5e6f"
    #expect(throws: Mismatch.self) {
      try decode(ContextUpdate.Params.self, #"{"contextId":"\#(id)","status":null}"#)
    }
    #expect(throws: Mismatch.self) {
      try decode(PreviewUpdate.Params.self, #"{"previewId":"\#(id)","status":null}"#)
    }
  }

  @Test func `a secret is one line, and shows itself to nobody`() {
    let secret = AccountSecret(" sk-0123 \n")
    #expect(secret?.text == "sk-0123")
    #expect(secret.map { "\($0)" } == "‹secret›")
    #expect(AccountSecret("") == nil)
    #expect(AccountSecret("a\nb") == nil)
    #expect(AccountSecret(String(repeating: "é", count: 2048)) != nil)
    #expect(AccountSecret(String(repeating: "é", count: 2049)) == nil)
  }

  @Test func `a session lasts a second to ten years`() {
    #expect(SessionSeconds(0) == nil)
    #expect(SessionSeconds(1) != nil)
    #expect(SessionSeconds(315_360_000) != nil)
    #expect(SessionSeconds(315_360_001) == nil)
  }
}
