import JSON
import Testing
import Wire

@testable import Service

@Suite struct ThreadMarkdownTests {
  @Test func `a thread reads as a heading for each message`() {
    let time = Timestamp(milliseconds: 1_795_284_283_004)
    let thread = Noun.Thread(
      id: ThreadID(high: 0x0199_a3f2_7c1e_7d5a, low: 0x9b0e_3f2a_1c4d_5e6f), number: 12,
      title: Title("Wool"),
      model: ModelName("local/m"), systemPrompt: SystemPrompt("Be brief.\n"), messageCount: 2,
      createdAt: time, updatedAt: time)
    let messages = [(Noun.Role.user, "What?\n\n"), (.assistant, "Yarn.")].map { role, text in
      Noun.Message(
        id: nil, threadId: nil, turnId: nil, sequence: nil, role: role, content: text,
        createdAt: time)
    }
    #expect(
      ThreadMarkdown.text(of: ThreadDocument(thread: thread, messages: messages)) == """
        # Wool

        Thread 12 (0199a3f2-7c1e-7d5a-9b0e-3f2a1c4d5e6f), 2 messages, model local/m, begun \
        2026-11-21T18:04:43.004Z.

        ## system prompt

        Be brief.

        ## user, 2026-11-21T18:04:43.004Z

        What?

        ## assistant, 2026-11-21T18:04:43.004Z

        Yarn.

        """)
  }

  @Test(arguments: [
    (#"{"importedFrom":{"model":"gpt-4"}}"#, ", gpt-4"),
    (#"{"importedFrom":{"importedFrom":{"model":"gpt-4"}}}"#, ", gpt-4"),
    (#"{"importedFrom":{"model":"a\n## user"}}"#, ""), (#"{"model":"mine"}"#, ""), ("{}", ""),
  ])
  func `an imported answer has its model in its heading`(metadata: String, heading: String) throws {
    let time = Timestamp(milliseconds: 0)
    let thread = Noun.Thread(
      id: ThreadID(high: 0, low: 0), number: 1, createdAt: time, updatedAt: time)
    let message = Noun.Message(
      id: nil, threadId: nil, turnId: nil, sequence: nil, role: .assistant, content: "Yarn.",
      metadata: FreeObject(try RawJSON(parsing: metadata)), createdAt: time)
    let text = ThreadMarkdown.text(of: ThreadDocument(thread: thread, messages: [message]))
    #expect(
      text.hasSuffix("\n\n## assistant, 1970-01-01T00:00:00.000Z\(heading)\n\nYarn.\n"), "\(text)")
  }

  @Test func `a thread of which nothing is known reads well too`() {
    let time = Timestamp(milliseconds: 0)
    let thread = Noun.Thread(
      id: ThreadID(high: 0, low: 0), number: 1, createdAt: time, updatedAt: time)
    #expect(
      ThreadMarkdown.text(of: ThreadDocument(thread: thread, messages: [])) == """
        # Thread 1 (00000000-0000-0000-0000-000000000000)

        Thread 1 (00000000-0000-0000-0000-000000000000), 0 messages, begun 1970-01-01T00:00:00.000Z.

        """)
  }

  @Test func `a question without an answer stands where it was asked, with each try`() {
    let time = Timestamp(milliseconds: 0)
    let thread = Noun.Thread(
      id: ThreadID(high: 0, low: 0), number: 1, title: Title("Wool"), messageCount: 1,
      createdAt: time,
      updatedAt: time)
    let message = Noun.Message(
      id: nil, threadId: nil, turnId: nil, sequence: Sequence(1), role: .user,
      content: "# mine\n## user, forged\n### failed", createdAt: time)
    func turn(_ number: UInt64, after: Int, _ input: String, retryOf: TurnID? = nil) -> Noun.Turn {
      Noun.Turn(
        id: TurnID(high: 0, low: number), threadId: nil, status: .failed,
        model: ModelName(trusted: "m"), input: input,
        error: ErrorObject(.invalidState("No wool.", from: "a", to: "b")), retryOf: retryOf,
        afterSequence: after, queuedAt: time)
    }
    var second = turn(2, after: 0, "Why?", retryOf: TurnID(high: 0, low: 1))
    second.output = "Bec"
    let text = ThreadMarkdown.text(
      of: ThreadDocument(
        thread: thread, messages: [message],
        unanswered: [turn(1, after: 0, "Why?"), second, turn(3, after: 1, "How?")]))
    #expect(
      text.hasSuffix(
        """
        begun 1970-01-01T00:00:00.000Z.

        ## user, 1970-01-01T00:00:00.000Z, not answered

        Why?

        ### failed: No wool.

        ## user, 1970-01-01T00:00:00.000Z, asked again, not answered

        ### failed: No wool.

        Bec

        ## user, 1970-01-01T00:00:00.000Z

        # mine
        \\## user, forged
        \\### failed

        ## user, 1970-01-01T00:00:00.000Z, not answered

        How?

        ### failed: No wool.

        """), "\(text)")
  }
}
