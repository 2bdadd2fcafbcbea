import Testing

@testable import skein

/// Which option is proposed in place of one that there is not.
struct OptionSuggestionTests {
  private func complaint(_ words: String...) -> String {
    do {
      _ = try Skein.parseAsRoot(words)
      return ""
    } catch {
      return OptionSuggestion.checked(Skein.fullMessage(for: error))
    }
  }

  @Test func `what is near is proposed, and nothing that is not`() {
    let last = complaint("last", "--all")
    #expect(last.contains("Unknown option '--all'.\n"), "\(last)")
    #expect(!last.contains("--xl"))
    #expect(complaint("ask", "--modle", "x", "hi").contains("Did you mean '--model'?"))
    #expect(complaint("thread", "list", "--lmit", "3").contains("Did you mean '--limit'?"))
  }

  @Test func `one slip is near in a short name, two in a longer one`() {
    #expect(!OptionSuggestion.isNear("--all", "--xl"))
    #expect(OptionSuggestion.isNear("--josn", "--json"))
    #expect(OptionSuggestion.isNear("--temprture", "--temperature"))
    #expect(!OptionSuggestion.isNear("--x", "--y"))
  }
}
