import Testing
import Wire

@testable import Commands

struct ThreadPickerTests {
  private func entry(_ number: Int, _ words: String..., facts: String...) -> ThreadPicker.Entry {
    ThreadPicker.Entry(
      thread: Noun.Thread(
        id: IDSource().next(), number: number, createdAt: .now, updatedAt: .now),
      facts: facts, words: words)
  }

  /// What fzf shows of a line: a tab is as wide as a blank.
  private func shown(_ entries: [ThreadPicker.Entry], width: Int) -> [String] {
    ThreadPicker.lines(of: entries, width: width).map { $0.replacing("\t", with: " ") }
  }

  @Test func `the title stands right behind the number, and what tells it apart at the end`() {
    let entries = [entry(7, "Yarn 🧶", facts: "2 h"), entry(12, "Long kill", facts: "now")]
    #expect(shown(entries, width: 40) == [" 7  Yarn 🧶   2 h", "12  Long kill now"])
    let found = [
      entry(7, "Yarn", "blue yarn", facts: "2 h", "user"), entry(8, "W", "", facts: "now", ""),
    ]
    #expect(shown(found, width: 120) == ["7  Yarn blue yarn 2 h user", "8  W              now"])
  }

  @Test(arguments: [24, 40, 80, 200])
  func `a long title is whole, and the number is its first field`(width: Int) {
    let title = String(repeating: "wool ", count: 40) + "end"
    let lines = ThreadPicker.lines(of: [entry(7, title, facts: "2 h")], width: width)
    #expect(
      lines[0].split(separator: "\t").map { String($0).trimmingWhitespace() } == [
        "7", title, "2 h",
      ])
  }
}
