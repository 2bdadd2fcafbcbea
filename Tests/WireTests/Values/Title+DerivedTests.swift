import Testing
import Wire

struct TitleDerivedTests {
  private func derived(_ prompt: String) -> String? {
    Title.derived(from: Content(trusted: prompt))?.text
  }

  @Test(arguments: [
    ("What is a skein?", "What is a skein?"),
    ("\n \r\n\t\u{2028} What  is\ta skein? \r\nsecond line", "What is a skein?"),
    ("one\u{85}two", "one"), ("bell\u{7}here", "bell here"), ("שלום עולם", "שלום עולם"),
    ("\u{200F}مرحبا بالعالم", "\u{200F}مرحبا بالعالم"), ("a\u{A0}\u{3000}b", "a b"),
  ])
  func `it is the first line that is not blank, its white space folded`(
    prompt: String, title: String
  ) {
    #expect(derived(prompt) == title)
  }

  @Test(arguments: ["", " ", "\n\n\t\r\n", "\u{0}\u{1}"])
  func `there is none where nothing printable stands`(prompt: String) {
    #expect(derived(prompt) == nil)
  }

  @Test func `a line that fits exactly is kept whole`() {
    let line = String(repeating: "x", count: 60)
    #expect(derived(line) == line)
    #expect(derived(line + "x") == String(repeating: "x", count: 59) + "…")
  }

  @Test func `no white space stands before the mark of the cut`() {
    let line = String(repeating: "x", count: 58) + " " + String(repeating: "y", count: 9)
    #expect(derived(line) == String(repeating: "x", count: 58) + "…")
  }

  @Test func `nobody is cut out of a family`() {
    let family = "👨‍👩‍👧‍👦"
    let families = String(repeating: family, count: 8)
    #expect(derived(families + family) == families + "…")
    let accents = String(repeating: "e\u{301}", count: 40)
    #expect(derived(accents) == String(repeating: "e\u{301}", count: 29) + "…")
  }

  @Test func `flags stay whole`() {
    let flags = String(repeating: "🇳🇱", count: 40)
    #expect(derived(flags) == String(repeating: "🇳🇱", count: 29) + "…")
  }

  @Test func `whatever comes, it is a title`() {
    let pieces = ["\u{301}", "👨‍👩‍👧‍👦", " ", "\u{200D}", "x", "\u{1F1F3}", "\u{FE0F}", "\n", "\u{7}"]
    for seed in 0..<2000 {
      var (state, prompt) = (seed &* 7919, "")
      for _ in 0..<(seed % 150) {
        state = (state &* 1_103_515_245 &+ 12345) & 0x7FFF_FFFF
        prompt += pieces[(state >> 8) % pieces.count]
      }
      guard let title = derived(prompt) else { continue }
      #expect(Title(title)?.text == title)
    }
  }

  @Test func `a line of millions costs no more than its head`() {
    let line = String(repeating: "x", count: 4 << 20)
    #expect(derived(line) == String(repeating: "x", count: 59) + "…")
  }
}
