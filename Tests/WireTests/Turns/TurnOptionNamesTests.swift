import Testing

@testable import Wire

/// Which option somebody means who names one nearly.
struct TurnOptionNamesTests {
  @Test(
    arguments: [
      ("maxTokens", "maxTokens"), ("max-tokens", "maxTokens"), ("max_tokens", "maxTokens"),
      ("MAXTOKENS", "maxTokens"), ("top-p", "topP"), ("stop", "stop"), ("Top-K", "top_k"),
      ("repeat_penalty", "repeat_penalty"), ("notes.md", nil), ("temperature.txt", nil),
      ("./temperature", nil), ("out", nil),
    ] as [(String, String?)])
  func `an option is known in any spelling`(_ typed: String, _ option: String?) {
    #expect(TurnOptions.option(named: typed) == option)
  }

  @Test(
    arguments: [
      ("temprature", "temperature"), ("Temperature", "temperature"), ("temparture", "temperature"),
      ("top_pp", "topP"), ("max_token", "maxTokens"), ("maxTokns", "maxTokens"), ("sed", "seed"),
      ("stops", "stop"), ("reasoning_efort", "reasoningEffort"),
      ("reponseFormat", "responseFormat"),
      // Providers have these.
      ("top_k", nil), ("min_p", nil), ("top_a", nil), ("store", nil), ("min_tokens", nil),
      ("repeat_penalty", nil), ("max_completion_tokens", nil), ("typ_p", nil),
      // Who knows.
      ("mirostat_lr", nil), ("thinking", nil), ("n", nil), ("user", nil),
    ] as [(String, String?)])
  func `a name is near to an option of ours, unless a provider has it`(
    _ typed: String, _ option: String?
  ) {
    #expect(TurnOptions.option(near: typed) == option)
  }
}
