import JSON
import Testing

@testable import OpenAI

/// What the Responses API is sent.
struct ResponsesBodyTests {
  private func body(_ options: ChatRequest.Options = .init()) throws -> String {
    var request = question
    request.options = options
    return String(decoding: try ResponsesBody(request: request).bytes(), as: UTF8.self)
  }

  private let input =
    #""input":[{"type":"message","role":"user","content":[{"type":"input_text","text":"hi"}]}]"#

  @Test func `only what is set is sent, and nothing is kept there`() throws {
    #expect(try body() == #"{\#(input),"model":"m","store":false,"stream":true}"#)
  }

  @Test func `the whole conversation is sent, and the system's words as instructions`() throws {
    let request = ChatRequest(
      model: "m",
      messages: [
        .init(role: .system, content: "x"), .init(role: .user, content: "a"),
        .init(role: .assistant, content: "b"), .init(role: .system, content: "y"),
        .init(role: .user, content: "c"),
      ])
    let root = try Document(try ResponsesBody(request: request).bytes()).root
    #expect(root["instructions"]?.string == "x\n\ny")
    let items = try #require(root["input"]).elements.map { item in
      let part = item["content"]?[0]
      return [item["role"]?.string, part?["type"]?.string, part?["text"]?.string]
    }
    #expect(
      items == [
        ["user", "input_text", "a"], ["assistant", "output_text", "b"],
        ["user", "input_text", "c"],
      ])
  }

  @Test func `options are told in its words`() throws {
    let schema =
      #"{"type":"json_schema","json_schema":{"name":"n","schema":{"a":1},"strict":true}}"#
    let text = try body(
      .init(
        temperature: 0.5, topP: 0.9, maxTokens: 9, reasoningEffort: "low",
        responseFormat: RawJSON(trusting: schema), extra: RawJSON(trusting: #"{"top_k":40}"#)))
    #expect(
      text
        == #"{\#(input),"max_output_tokens":9,"model":"m","reasoning":{"effort":"low"},"#
        + #""store":false,"stream":true,"temperature":0.5,"#
        + #""text":{"format":{"name":"n","schema":{"a":1},"strict":true,"type":"json_schema"}},"#
        + #""top_k":40,"top_p":0.9}"#)
  }

  @Test(arguments: [
    #"{"type":"json_object"}"#, #"{"type":"json_schema","name":"n","schema":{}}"#,
  ])
  func `a format without an object of its own goes as it is`(format: String) throws {
    let text = try body(.init(responseFormat: RawJSON(trusting: format)))
    #expect(text.contains(#""text":{"format":\#(format)}"#))
  }

  @Test func `extra comes before ours, member by member in what both have`() throws {
    let extra = #"{"reasoning":{"summary":"auto"},"store":true,"temperature":0,"text":null}"#
    let text = try body(
      .init(
        temperature: 1, reasoningEffort: "low",
        responseFormat: RawJSON(trusting: #"{"type":"json_object"}"#),
        extra: RawJSON(trusting: extra)))
    #expect(
      text
        == #"{\#(input),"model":"m","reasoning":{"effort":"low","summary":"auto"},"store":true,"#
        + #""stream":true,"temperature":0,"text":null}"#)
  }

  @Test(arguments: [
    (ChatRequest.Options(stop: ["."]), "stop"), (.init(seed: 1), "seed"),
    (.init(extra: RawJSON(trusting: #"{"input":[]}"#)), "extra"),
    (.init(extra: RawJSON(trusting: #"{"previous_response_id":"r"}"#)), "extra"),
    (.init(extra: RawJSON(trusting: #"{"a":1,"background":true}"#)), "extra"),
  ])
  func `what it has no word for is refused, not passed over`(
    options: ChatRequest.Options, member: String
  ) {
    #expect(options.misfit(for: .responses)?.member == member)
    #expect(options.misfit(for: .chat) == nil)
    let failure = #expect(throws: Failure.self) { try body(options) }
    #expect(failure?.class == .badRequest)
    #expect(failure?.param == member)
  }
}
