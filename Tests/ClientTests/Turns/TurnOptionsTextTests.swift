import JSON
import Testing
import Wire

@testable import Client

/// Options by name, as people write them.
struct TurnOptionsTextTests {
  private func options(_ named: [(String, String)]) throws -> TurnOptions {
    var options = TurnOptions()
    for (name, value) in named { try options.set(name, to: value) }
    return options
  }

  @Test func `what is set reads as it is given`() throws {
    let named = [
      ("temperature", "0.3"), ("topP", "0.5"), ("maxTokens", "7"), ("stop", "A"), ("stop", "B"),
      ("seed", "4"), ("reasoningEffort", "low"), ("responseFormat", #"{"type":"json_object"}"#),
      ("min_p", "0.1"), ("top_k", "40"), ("word", #""x""#),
    ]
    let words = try options(named).words
    #expect(words == named.map { "\($0.0)=\($0.1)" })
    // And what is read is given again.
    let again = try options(
      words.map { word in
        let mark = word.firstIndex(of: "=") ?? word.endIndex
        return (String(word[..<mark]), String(word[mark...].dropFirst()))
      })
    #expect(try again == options(named))
    #expect(TurnOptions().words.isEmpty)
  }

  @Test func `known names set their option, in either spelling`() throws {
    let options = try options([
      ("temperature", "0.2"), ("top_p", "0.5"), ("maxTokens", "64"), ("stop", "A"), ("stop", "B"),
      ("seed", "-7"), ("reasoning_effort", "low"), ("response_format", #"{"type":"json_object"}"#),
    ])
    #expect(options.temperature == 0.2 && options.topP == 0.5 && options.seed == -7)
    #expect(options.maxTokens?.number == 64)
    #expect(options.stop?.texts == ["A", "B"])
    #expect(options.reasoningEffort?.text == "low")
    #expect(options.responseFormat?.text == #"{"type":"json_object"}"#)
    #expect(options.extra == nil)
  }

  @Test func `other names reach extra, JSON as JSON and the rest as text`() throws {
    let options = try options([
      ("top_k", "40"), ("think", "false"), ("tags", #"["a", 1]"#), ("suffix", "the end"),
      ("empty", ""), ("nan", "NaN"), ("extra", #"{"n":2,"top_k":41}"#),
    ])
    #expect(
      options.extra?.object.text
        == #"{"empty":"","n":2,"nan":"NaN","suffix":"the end","tags":["a",1],"think":false,"top_k":41}"#
    )
  }

  @Test(arguments: [
    ("temperature", "warm", "a number"), ("maxTokens", "0", "1 or more"),
    ("seed", "1.5", "integer"),
    ("temperature", "nan", "a number"), ("response_format", "text", "object"),
    ("model", "x", "-m"), ("stream", "true", "skein"),
    ("extra", #"{"model":"x"}"#, "without model"),
    ("stop", "", "1 byte"),
  ])
  func `what is no value is refused by its name`(_ name: String, _ value: String, _ words: String) {
    let error = #expect(throws: ClientError.self) { try options([(name, value)]) }
    #expect(error?.text.contains(words) == true, "\(error as Any)")
    #expect(error?.text.contains(name) == true)
  }

  @Test func `one is taken back without the others`() throws {
    var options = try options([("temperature", "1"), ("top_k", "4"), ("n", "2")])
    #expect(options.clear("top_k") && options.clear("temperature") && !options.clear("seed"))
    #expect(options == (try self.options([("n", "2")])))
    options.clear("n")
    #expect(options == TurnOptions())
  }

  @Test func `a template's head names options, and says where one is wrong`() throws {
    let head =
      "---\noption temperature: 0.2\noption top_k: 40\noption stop: A\noption stop: B\n---\nx"
    let template = try Template(name: "t", head)
    #expect(template.options?.temperature == 0.2)
    #expect(template.options?.extra?.object.text == #"{"top_k":40}"#)
    #expect(try template.filled([:]).options?.stop?.texts == ["A", "B"])
    #expect(try Template(name: "t", "x").options == nil)
    for (wrong, words) in [
      ("option temperature: warm", "line 2: The option temperature: expected a number"),
      ("option seed: 1\noption seed: 2", "occurs twice"), ("option a b: 1", "option NAME"),
    ] {
      let error = #expect(throws: ClientError.self) {
        try Template(name: "t", "---\n\(wrong)\n---\nx")
      }
      #expect(error?.text.contains(words) == true, "\(error as Any)")
    }
  }
}
