import JSON
import Testing

@testable import OpenAI

struct ChatBodyTests {
  private func body(
    _ request: ChatRequest, quirks: Quirks = Quirks(), isOpenAI: Bool = false,
    asksForUsage: Bool = false
  ) throws -> String {
    let body = ChatBody(
      request: request, quirks: quirks, isOpenAI: isOpenAI, asksForUsage: asksForUsage)
    return String(decoding: try body.bytes(), as: UTF8.self)
  }

  private func request(
    _ model: String = "m", options: ChatRequest.Options = .init()
  ) -> ChatRequest {
    ChatRequest(model: model, messages: [.init(role: .user, content: "hi")], options: options)
  }

  @Test func `only what is set is sent`() throws {
    #expect(
      try body(request())
        == #"{"messages":[{"role":"user","content":"hi"}],"model":"m","stream":true}"#)
  }

  @Test func `everything that is set is sent`() throws {
    let options = ChatRequest.Options(
      temperature: 0.5, topP: 0.9, maxTokens: 9, stop: ["a", "b"], seed: 7, reasoningEffort: "low",
      responseFormat: RawJSON(trusting: #"{"type":"json_object"}"#),
      extra: RawJSON(trusting: #"{"top_k":40,"x":{"y":[1e3]}}"#))
    #expect(
      try body(request(options: options), asksForUsage: true)
        == #"{"max_tokens":9,"messages":[{"role":"user","content":"hi"}],"model":"m","#
        + #""reasoning_effort":"low","response_format":{"type":"json_object"},"seed":7,"#
        + #""stop":["a","b"],"stream":true,"stream_options":{"include_usage":true},"#
        + #""temperature":0.5,"top_k":40,"top_p":0.9,"x":{"y":[1e3]}}"#)
  }

  @Test func `extra comes before what we would send, and may not name three members`() throws {
    let options = ChatRequest.Options(
      temperature: 0.5, extra: RawJSON(trusting: #"{"temperature":0,"stream_options":null}"#))
    #expect(
      try body(request(options: options), asksForUsage: true)
        == #"{"messages":[{"role":"user","content":"hi"}],"model":"m","stream":true,"#
        + #""stream_options":null,"temperature":0}"#)
    for extra in [#"{"model":1}"#, #"{"messages":[]}"#, #"{"stream":false}"#, "[1]"] {
      let options = ChatRequest.Options(extra: RawJSON(trusting: extra))
      let failure = #expect(throws: Failure.self) { try body(request(options: options)) }
      #expect(failure?.class == .badRequest)
      #expect(failure?.param == "extra")
    }
  }

  @Test func `system messages are merged into one, first`() throws {
    let request = ChatRequest(
      model: "m",
      messages: [
        .init(role: .user, content: "a"), .init(role: .system, content: "x"),
        .init(role: .assistant, content: "b"), .init(role: .system, content: "y\n"),
        .init(role: .user, content: "c"),
      ])
    #expect(
      try body(request)
        == #"{"messages":[{"role":"system","content":"x\n\ny\n"},{"role":"user","content":"a"},"#
        + #"{"role":"assistant","content":"b"},{"role":"user","content":"c"}],"#
        + #""model":"m","stream":true}"#)
  }

  @Test(arguments: [
    ("gpt-4o", true, Quirks(), "max_completion_tokens", "system"),
    ("o3-mini", true, Quirks(), "max_completion_tokens", "developer"),
    ("gpt-5.1", true, Quirks(), "max_completion_tokens", "developer"),
    ("ft:o1:me", true, Quirks(), "max_completion_tokens", "developer"),
    ("omni", true, Quirks(), "max_completion_tokens", "system"),
    ("gpt-5", false, Quirks(), "max_tokens", "system"),
    (
      "m", false, Quirks(tokenLimit: .maxCompletionTokens, instructions: .developer),
      "max_completion_tokens", "developer"
    ),
    ("o1", true, Quirks(tokenLimit: .maxTokens, instructions: .system), "max_tokens", "system"),
  ])
  func `OpenAI and the others are told in their own words`(
    model: String, isOpenAI: Bool, quirks: Quirks, limit: String, role: String
  ) throws {
    var request = request(model, options: .init(maxTokens: 5))
    request.messages.append(.init(role: .system, content: "s"))
    let text = try body(request, quirks: quirks, isOpenAI: isOpenAI)
    #expect(text.contains("\"\(limit)\":5"))
    #expect(text.contains("{\"role\":\"\(role)\",\"content\":\"s\"}"))
  }
}
