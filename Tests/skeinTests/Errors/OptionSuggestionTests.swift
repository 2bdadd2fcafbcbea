import Testing

@testable import Commands

/// Which option is proposed in place of an unknown one.
@Suite struct OptionSuggestionTests {
  @Test func `one slip is near in a short name, two in a longer one`() {
    #expect(!OptionSuggestion.isNear("--all", "--xl"))
    #expect(OptionSuggestion.isNear("--josn", "--json"))
    #expect(OptionSuggestion.isNear("--temprture", "--temperature"))
    #expect(!OptionSuggestion.isNear("--x", "--y"))
  }
}
