import Testing
import Wire

struct AccountTests {
  @Test func `a secret is one line, and shows itself to nobody`() {
    let secret = AccountSecret(" sk-0123 \n")
    #expect(secret?.text == "sk-0123")
    #expect(secret.map { "\($0)" } == "‹secret›")
    #expect(AccountSecret("") == nil)
    #expect(AccountSecret("a\nb") == nil)
    #expect(AccountSecret(String(repeating: "é", count: 2048)) != nil)
    #expect(AccountSecret(String(repeating: "é", count: 2049)) == nil)
  }
}
