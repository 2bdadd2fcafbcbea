import Testing

@testable import OpenAI

struct SecretTests {
  @Test func `a secret shows itself in no way of printing`() {
    let secret = Secret("sk-topsecret")
    let provider = Provider(name: "p", baseURL: "https://x.test", key: .value(secret))
    var dumped = ""
    dump(provider, to: &dumped)
    for text in ["\(secret)", String(reflecting: secret), "\(provider)", "\([secret])", dumped] {
      #expect(!text.contains("topsecret"))
      #expect(text.contains("‹secret›"))
    }
  }

  @Test func `every echo is struck out of a failure`() {
    let secret = Secret("sk-1")
    let failure = Failure(
      .auth, "bad sk-1, I say sk-1sk-1", code: "sk-1", param: "k=sk-1", requestId: "sk-1")
    #expect(
      failure.redacting(secret)
        == Failure(
          .auth, "bad ‹secret›, I say ‹secret›‹secret›", code: "‹secret›", param: "k=‹secret›",
          requestId: "‹secret›"))
    #expect(failure.redacting(nil) == failure)
    #expect(secret.redact("sk-") == "sk-")
    #expect(Secret("sk-12345").redact("a sk-12… sk-12 sk…") == "a ‹secret›… sk-12 sk…")
    #expect(secret.redact("né sk-1 é") == "né ‹secret› é")
  }
}
