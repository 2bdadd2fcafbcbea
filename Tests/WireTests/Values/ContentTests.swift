import Testing
import Wire

struct ContentTests {
  @Test func `content is kept as it came, from one byte to the limit`() {
    #expect(Content(" \n ")?.text == " \n ")
    #expect(Content("") == nil)
    #expect(Content(String(repeating: "x", count: Limits.contentBytes)) != nil)
    #expect(Content(String(repeating: "x", count: Limits.contentBytes + 1)) == nil)
    #expect(Content(String(repeating: "é", count: Limits.contentBytes / 2 + 1)) == nil)
  }

  @Test func `a system prompt has a limit of its own`() {
    #expect(SystemPrompt(String(repeating: "x", count: Limits.systemPromptBytes)) != nil)
    #expect(SystemPrompt(String(repeating: "x", count: Limits.systemPromptBytes + 1)) == nil)
    #expect(SystemPrompt("") == nil)
  }
}
