import OpenAI
import Testing

@testable import Service

/// Messages as a provider takes them: no answer without a word, and no two questions in a row for it.
@Suite struct ConversationTests {
  private func conversation(_ messages: (ChatRequest.Message.Role, String)...) -> Conversation {
    var conversation = Conversation()
    for (place, message) in messages.enumerated() {
      conversation.append(message.0, message.1, at: place + 1)
    }
    return conversation
  }

  @Test(arguments: ["", " ", "\n\t\u{A0}"])
  func `an answer without a word is left out, and its question joined to the next`(blank: String) {
    let made = conversation(
      (.system, "s"), (.user, "one"), (.assistant, blank), (.user, "two"), (.assistant, "yes"),
      (.user, "three"))
    #expect(made.messages.map(\.role) == [.system, .user, .assistant, .user])
    #expect(made.messages.map(\.content) == ["s", "one\n\ntwo", "yes", "three"])
    #expect(made.places == [1, 4, 5, 6])
  }

  @Test func `many of them, and one that nothing stands before, leave roles in turn`() {
    let made = conversation(
      (.assistant, ""), (.user, "one"), (.assistant, ""), (.assistant, " "), (.user, "two"),
      (.assistant, ""))
    #expect(made.messages.map(\.role) == [.user])
    #expect(made.messages.map(\.content) == ["one\n\ntwo"])
  }

  @Test func `what stands together without a gap stays apart`() {
    let made = conversation((.user, "one"), (.user, "two"), (.assistant, "yes"))
    #expect(made.messages.map(\.content) == ["one", "two", "yes"])
  }
}
