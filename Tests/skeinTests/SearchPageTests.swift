import Testing
import Wire

@testable import Commands

/// What `skein search` shows on a terminal.
struct SearchPageTests {
  private static let now = Timestamp(milliseconds: 1_795_000_000_000)

  private func thread(_ number: Int, _ title: String?) -> Noun.Thread {
    let days = Int64(number) * 86_400_000
    let at = Timestamp(milliseconds: Self.now.milliseconds - days)
    return Noun.Thread(
      id: ThreadID(high: 0x0199_a3f0_0c0d_7e0f, low: 0x8a0b_0c0d_0e0f_1010 + UInt64(number)),
      number: number, title: title.map(Title.init(trusted:)), createdAt: at, updatedAt: at)
  }

  private func hit(
    _ thread: Noun.Thread, _ role: Noun.Role?, _ snippet: String
  ) -> SearchHit {
    let message = role.map { role in
      Noun.Message(
        id: MessageID(high: 1, low: 2), threadId: thread.id, turnId: nil,
        sequence: Sequence(1), role: role, content: "", createdAt: thread.createdAt)
    }
    let marked = snippet.replacing("[", with: "\u{2}").replacing("]", with: "\u{3}")
    return SearchHit(thread: thread, message: message, snippet: marked)
  }

  private func text(_ hits: [SearchHit], width: Int) -> String {
    SearchPage(hits).text(
      width: width, now: Self.now, bold: { $0 }, matched: { "[\($0)]" })
  }

  private var hits: [SearchHit] {
    let wool = thread(1, "Winding blue yarn")
    let other = thread(3, nil)
    return [
      hit(wool, nil, "Winding blue [yarn]"),
      hit(
        other, .assistant,
        "A skein is a length of [yarn] that is wound into a loose twist, and from there into a ball."
      ),
      hit(wool, .user, "How much [yarn]?"),
    ]
  }

  @Test func `hits stand under their threads, aligned, and are wrapped at blanks`() {
    #expect(
      text(hits, width: 80) == """
        1  Winding blue [yarn]  1 d
            user        1 d         How much [yarn]?
        3  –  3 d
            assistant   3 d         A skein is a length of [yarn] that is wound into a
                                    loose twist, and from there into a ball.

        """)
  }

  @Test func `on a narrow terminal what was said stands below who said it`() {
    let narrow = text(Array(hits[1...1]), width: 40)
    #expect(
      narrow == """
        3  –  3 d
            assistant   3 d
              A skein is a length of [yarn] that
              is wound into a loose twist, and
              from there into a ball.

        """)
  }

  @Test func `a version is said to be one`() {
    var version = thread(2, "Wool")
    version.copyOf = thread(1, "Wool").id
    #expect(
      text([hit(version, nil, "[Wool]")], width: 40) == "2  [Wool]  version, 2 d\n")
  }

  @Test(arguments: [20, 40, 80, 200])
  func `no line is wider than the terminal, whatever was said`(_ width: Int) {
    let long = String(repeating: "毛糸", count: 60) + " " + String(repeating: "x", count: 90)
    let snippets = [long, "[" + long + "]", "", "[a] b", String(repeating: "ab ", count: 80)]
    let thread = thread(2, "A title of some length that goes on to sixty characters")
    let page = text(snippets.map { hit(thread, .user, $0) }, width: width)
    for line in page.split(separator: "\n") {
      let plain = line.replacing("[", with: "").replacing("]", with: "")
      #expect(DisplayWidth.of(plain) <= max(width, 36), "\(plain)")
    }
  }

  @Test func `a match is marked on each line that it reaches`() {
    let snippet = SnippetText("one \u{2}two three\u{3} four")
    #expect(
      snippet.wrapped(to: 8, plain: { "(\($0))" }, match: { "[\($0)]" })
        == ["(one )[two]", "[three]", "(four)"])
    #expect(snippet.plain == "one two three four")
  }

  @Test func `nothing of a snippet commands the terminal`() {
    let snippet = SnippetText("a\u{1B}[31m \u{2}b\u{202E}\u{3}")
    let line = snippet.wrapped(to: 80, plain: { $0 }, match: { "<\($0)>" }).joined()
    #expect(line == "a\u{FFFD}[31m <b\u{FFFD}>")
  }
}
