import Testing
import Wire

struct ModelNameTests {
  @Test func `a model is named on one line of at most 200 characters`() {
    #expect(ModelName(" local/smollm2-135m ")?.text == "local/smollm2-135m")
    #expect(ModelName("a\nb") == nil)
    #expect(ModelName(String(repeating: "x", count: 201)) == nil)
  }
}
