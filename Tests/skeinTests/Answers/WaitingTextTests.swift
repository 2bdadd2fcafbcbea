import Testing
import Wire

@testable import Commands

struct WaitingTextTests {
  @Test func `what is waited for has a name, a time and a count`() {
    var text = WaitingText()
    text.tick()
    #expect(text.line == "Waiting for the turn before it … 1 s")
    text.begin()
    #expect(text.line == "Waiting … 1 s")
    text.hear(.reasoning)
    #expect(text.line == "Thinking … 1 s, 1 token")
    text.tick()
    text.hear(.text)
    text.begin()
    #expect(text.line == "Answering … 2 s, 2 tokens")
  }
}
