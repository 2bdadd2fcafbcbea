import JSON
import Testing
import Wire

struct TurnOptionsTests {
  @Test func `only what was set is sent`() throws {
    let text = #"{"temperature":0.2,"maxTokens":5,"stop":["\n"],"extra":{"top_k":40}}"#
    #expect(try encode(decode(TurnOptions.self, text), nilMembers: .omitted) == text)
    #expect(try encode(TurnOptions(), nilMembers: .omitted) == "{}")
  }

  @Test(arguments: [
    (#"{"maxTokens":0}"#, "maxTokens: expected an integer of 1 or more"),
    (#"{"maxTokens":1.5}"#, "maxTokens: expected an integer"),
    (#"{"stop":[]}"#, "stop: expected 1 to 16 texts of 1 byte to 1 KiB"),
    (#"{"stop":[""]}"#, "stop: expected 1 to 16 texts of 1 byte to 1 KiB"),
    (#"{"stop":[1]}"#, "stop[0]: expected a string"),
    (#"{"stop":"x"}"#, "stop: expected an array"),
    (
      #"{"reasoningEffort":""}"#,
      "reasoningEffort: expected a word of 1 to 32 characters, such as low, medium or high"
    ),
    (
      #"{"responseFormat":"json"}"#,
      "responseFormat: expected an object of at most 64 KiB and 64 levels"
    ),
    (#"{"extra":{"model":"x"}}"#, "extra: expected no member model: skein decides it"),
    (#"{"extra":{"a":1,"messages":[]}}"#, "extra: expected no member messages: skein decides it"),
    (#"{"extra":{"str\u0065am":true}}"#, "extra: expected no member stream: skein decides it"),
    (#"{"seed":9007199254740993}"#, "seed: expected an integer within ±(2^53−1)"),
  ])
  func `what breaks a rule is refused by name`(text: String, problem: String) throws {
    #expect(try refusal(TurnOptions.self, text) == problem)
  }

  @Test func `an unknown option is refused with those that there are`() throws {
    let problem = try #require(try refusal(TurnOptions.self, #"{"temprature":1}"#))
    #expect(problem.hasPrefix("temprature: expected"))
  }

  @Test func `up to sixteen texts of a kilobyte can stop a model`() throws {
    let texts = Array(repeating: quoted(String(repeating: "x", count: 1024)), count: 16)
    let full = texts.joined(separator: ",")
    #expect(try refusal(StopTexts.self, "[\(full)]") == nil)
    #expect(try refusal(StopTexts.self, #"[\#(full),"x"]"#) != nil)
    #expect(try refusal(StopTexts.self, "[\(quoted(String(repeating: "x", count: 1025)))]") != nil)
  }

  @Test func `the interval between deltas is bounded`() throws {
    #expect(try decode(DeltaInterval.self, "0") == DeltaInterval(0))
    #expect(try decode(DeltaInterval.self, "60000") == DeltaInterval(60_000))
    #expect(
      try refusal(DeltaInterval.self, "60001") == "expected milliseconds from 0 to 60000")
  }

  @Test func `extra keeps the tokens that came`() throws {
    let text = #"{"logit_bias":{"50256":-1e2},"n":1.0}"#
    #expect(try encode(decode(ExtraOptions.self, text)) == text)
  }
}
