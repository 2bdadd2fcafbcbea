import JSON
import Testing

@testable import OpenAI

/// Counts of tokens that are none.
struct ForeignUsageTests {
  private static let limit = ForeignCount.limit

  private func usage(_ api: API, _ sent: String, _ made: String, total: String? = nil) -> Usage? {
    let total = total.map { #","total_tokens":\#($0)"# } ?? ""
    let body =
      switch api {
      case .chat:
        #"""
        {"choices":[{"message":{"content":"So."},"finish_reason":"stop"}],
         "usage":{"prompt_tokens":\#(sent),"completion_tokens":\#(made)\#(total),
          "completion_tokens_details":{"reasoning_tokens":\#(made)}}}
        """#
      case .responses:
        #"""
        {"status":"completed","output":[{"type":"message","content":[{"text":"So."}]}],
         "usage":{"input_tokens":\#(sent),"output_tokens":\#(made)\#(total),
          "output_tokens_details":{"reasoning_tokens":\#(made)}}}
        """#
      }
    let head = Recorded.head("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n")
    var reply = Reply(head: head, request: "POST", api: api)
    var said: [ModelEvent] = []
    _ = Array(body.utf8).withUnsafeBytes { bytes in reply.receive(bytes) { said.append($0) } }
    let end = reply.close(broken: nil) { said.append($0) }
    #expect(end == .completed(finishReason: "stop"))
    #expect(said == [.text("So.")])
    return reply.answer.usage
  }

  @Test(
    arguments: API.allCases,
    [
      "9007199254740992", "9223372036854775807", "99999999999999999999", "1e300", "1e999", "-1",
      "1.5", "\"7\"", "null", "[]",
    ])
  func `a count that is none was not said, and the answer is whole`(
    _ api: API, _ count: String
  ) {
    #expect(usage(api, count, count, total: count) == Usage())
    #expect(usage(api, "3", count) == Usage(promptTokens: 3))
  }

  @Test(arguments: API.allCases)
  func `the sum of two that are stops at the limit`(_ api: API) {
    let most = "\(Self.limit)"
    #expect(
      usage(api, most, most)
        == Usage(
          promptTokens: Self.limit, completionTokens: Self.limit, totalTokens: Self.limit,
          reasoningTokens: Self.limit))
    #expect(usage(api, "2.0", "1e1")?.totalTokens == 12)
  }
}
