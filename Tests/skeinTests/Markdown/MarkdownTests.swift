import Testing

@testable import Commands

/// What answers look like on a terminal, and that nothing of them is lost.
struct MarkdownTests {
  /// Styles as letters in brackets, so that a test reads like a page.
  private func shown(_ text: String) -> String {
    named(MarkdownRenderer.render(text))
  }

  private func named(_ text: String) -> String {
    [
      ("\u{1B}[0;1;3m", "[BI]"), ("\u{1B}[0;1m", "[B]"), ("\u{1B}[0;3m", "[I]"),
      ("\u{1B}[0;36m", "[C]"), ("\u{1B}[0;1;36m", "[BC]"), ("\u{1B}[0;2m", "[D]"),
      ("\u{1B}[0;9m", "[S]"), ("\u{1B}[0;1;9m", "[BS]"), ("\u{1B}[0;4m", "[U]"),
      ("\u{1B}[0;1;4m", "[BU]"), ("\u{1B}[0m", "[/]"),
    ].reduce(text) { $0.replacing($1.0, with: $1.1) }
  }

  @Test(arguments: [
    ("plain", "plain"),
    ("**bold** and *italic*", "[B]bold[/] and [I]italic[/]"),
    ("__bold__ and _italic_", "[B]bold[/] and [I]italic[/]"),
    ("***both***", "[BI]both[/]"),
    ("**bold *both* bold**", "[B]bold [BI]both[B] bold[/]"),
    ("*a **b***", "[I]a [BI]b[/]"),
    ("a `code` b", "a [C]code[/] b"),
    ("**`code`**", "[BC]code[/]"),
    ("`` a`b ``", "[C]a`b[/]"),
    ("`*not*`", "[C]*not*[/]"),
    ("*a `*` b*", "[I]a [/][C]*"),
    ("# Title", "[B]# Title[/]"),
    ("## A *b*", "[B]## A [BI]b[/]"),
    ("- **a** b", "- [B]a[/] b"),
    ("* item", "* item"),
    ("1. *a*", "1. [I]a[/]"),
    ("> quoted *a*", "[D]> [/]quoted [I]a[/]"),
    ("[text](https://a.b)", "[U]text[D] (https://a.b)[/]"),
    ("[**text**](https://a.b \"t\")", "[BU]text[D] (https://a.b \"t\")[/]"),
    ("[https://a.b](https://a.b)", "[U]https://a.b[/]"),
    (#"\*a\* \_b\_"#, "*a* _b_"),
    ("~~gone~~", "[S]gone[/]"), ("**a ~~b~~**", "[B]a [BS]b[/]"),
    ("a ~~b~~ c ~~d~~", "a [S]b[/] c [S]d[/]"),
  ])
  func `marks are shown as styles`(_ text: String, _ expected: String) {
    // The code in the middle of emphasis keeps the emphasis.
    if expected.hasPrefix("[I]a [/]") {
      #expect(MarkdownRenderer.render(text) == "\u{1B}[0;3ma \u{1B}[0;3;36m*\u{1B}[0;3m b\u{1B}[0m")
    } else {
      #expect(shown(text) == expected)
    }
  }

  @Test(arguments: [
    "2 * 3 * 4", "snake_case_names", "a*b", "_a", "a**", "**", "* *", "**a", "*a", "`a", "``a`",
    "[a]", "[a](", "[a](b", "[a]()", "[](b)", "[a] (b)", "![a](b)", "a_b_c",
    "https://a.b/_c_/*d*", "#hash", "####### seven", "1.5 * 2", "-a", "| a | **b** |", "---",
    "> ", "a ` b", #"\[x^2\]"#, #"\(a_1\)"#, #"C:\new"#, #"\"#, "<b>*</b>", "5*", "(*)",
    "    x = **a**", "~5 km", "~a~", "~~~a~~~", "a ~~ b ~~ c", "~~a", "a~~", "a[1]*b[2]",
    "$a_1 + b_2$", "*", "_", "`", "[", "a\tb",
  ])
  func `what is no Markdown comes out as written`(_ text: String) {
    for written in [text, text + "\n"] {
      let shown = MarkdownRenderer.render(written).replacing(/\u{1B}\[[0-9;]*m/, with: "")
      #expect(shown == written)
    }
  }

  @Test func `code is copied as it stands`() {
    let text = "See:\n\n```python\ndef f(*a, **b):\n    return `x`\n\n# no heading\n```\n**end**\n"
    #expect(
      shown(text) == """
        See:

        [D]```python[/]
        [C]def f(*a, **b):[/]
        [C]    return `x`[/]

        [C]# no heading[/]
        [D]```[/]
        [B]end[/]

        """)
  }

  @Test func `a longer fence holds shorter ones, and a quote ends its own`() {
    #expect(
      shown("````\n```\n````\n*a*\n") == "[D]````[/]\n[C]```[/]\n[D]````[/]\n[I]a[/]\n")
    #expect(
      shown("> ~~~\n> *a*\n*b*\n") == "[D]> ~~~[/]\n[D]>[C] *a*[/]\n[I]b[/]\n")
    #expect(
      shown("- a\n  ```sh\n  *x*\n  ```\n  *b*")
        == "- a\n[D]  ```sh[/]\n[C]  *x*[/]\n[D]  ```[/]\n  [I]b[/]")
  }

  @Test func `a list's own lines are no code, however far they are set in`() {
    #expect(shown("- a\n\n    *b*\n") == "- a\n\n    [I]b[/]\n")
    #expect(shown("a\n\n    *b*\n\n*c*") == "a\n\n[C]    *b*[/]\n\n[I]c[/]")
  }

  @Test func `text appears as it comes, but for what is open`() {
    var renderer = MarkdownRenderer()
    #expect(renderer.take("Hello wor") == "Hello wor")
    #expect(renderer.take("ld **bo") == "ld ")
    #expect(named(renderer.take("ld** and")) == "[B]bold[/] and")
    #expect(renderer.take(" 2 *") == " 2 ")
    #expect(renderer.take(" 3") == "* 3")
    #expect(renderer.take(" *never") == " ")
    #expect(renderer.take("\nnext") == "*never\nnext")
    #expect(renderer.take("\n## A") == "\n\u{1B}[0;1m## A")
    #expect(renderer.finish() == "\u{1B}[0m")
  }

  @Test func `a marker that nothing closes is held for so long and no longer`() {
    var renderer = MarkdownRenderer()
    let long = "*" + String(repeating: "a ", count: MarkdownRenderer.heldLimit)
    #expect(renderer.take(long).count >= MarkdownRenderer.heldLimit)
    #expect(renderer.finish().isEmpty)
  }

  private static let page = """
    # Héading with `code` and *stress*

    A **bold *nested*** word, 毛糸🧶, a [link _x_](https://a.b/c_d_e (f)) and \\*escape\\*.
    1. one `` ` `` two
       ```swift
       let a = b * c * d // **not**
       ```
    > > quoted **deep** > mark
    > ~~~
    > code
    | a | *b* |
    * * *
    ***a** b* **c*d* e** *f**g* ***h*** i**j*k**l
    [x][y] ![i](j) [k](l m) [n](o "p") `q
    \tcode

        indented *code*
    - [ ] task _a_b_ __c__d
    """

  @Test func `the same text looks the same however it is cut`() {
    let scalars = Array(Self.page.unicodeScalars)
    let whole = MarkdownRenderer.render(Self.page)
    func text(_ part: ArraySlice<Unicode.Scalar>) -> String {
      var view = String.UnicodeScalarView()
      view.append(contentsOf: part)
      return String(view)
    }
    for cut in 0...scalars.count {
      var renderer = MarkdownRenderer()
      let parts = [renderer.take(text(scalars[..<cut])), renderer.take(text(scalars[cut...]))]
      #expect(parts.joined() + renderer.finish() == whole, "cut at \(cut)")
    }
    var renderer = MarkdownRenderer()
    let single = scalars.map { renderer.take(String($0)) }.joined()
    #expect(single + renderer.finish() == whole)
  }

  @Test func `nothing but markers is lost`() {
    var generator = SystemRandomNumberGenerator()
    let alphabet = Array("ab *_`[]()\\#>-|~\n1.é毛:/!\t\"".unicodeScalars)
    let markers: Set<Unicode.Scalar> = ["*", "_", "`", "[", "]", "(", ")", "\\", " ", "~"]
    for _ in 0..<3000 {
      var view = String.UnicodeScalarView()
      for _ in 0..<Int.random(in: 1...60, using: &generator) {
        view.append(alphabet.randomElement(using: &generator) ?? "a")
      }
      let text = String(view)
      let shown = MarkdownRenderer.render(text).replacing(/\u{1B}\[[0-9;]*m/, with: "")
      let kept = shown.unicodeScalars.filter { !markers.contains($0) }.map(String.init)
      let original = text.unicodeScalars.filter { !markers.contains($0) }.map(String.init)
      // A link that shows its address as its text says it once.
      if !text.contains("](") { #expect(kept == original, "\(text.debugDescription)") }
    }
  }
}
