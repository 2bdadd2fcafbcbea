import Testing

@testable import Commands

struct FencedBlockTests {
  private func first(_ answer: String) -> FencedBlock.Search {
    FencedBlock.find(.first, in: answer)
  }

  private func last(_ answer: String) -> FencedBlock.Search { FencedBlock.find(.last, in: answer) }

  private func found(_ text: String) -> FencedBlock.Search { .found(FencedBlock(text: text)) }

  @Test func `the first and the last block of an answer, without the fences`() {
    let answer = "Here:\n\n```swift\nlet a = 1\n\nlet b\n```\nand\n~~~\nlast\n~~~\n"
    #expect(first(answer) == found("let a = 1\n\nlet b"))
    #expect(last(answer) == found("last"))
  }

  @Test(arguments: ["", "no code", "a `word` and ``two``", "``` not `a fence`", "``\nx\n``"])
  func `prose has none`(answer: String) {
    #expect(first(answer) == .none)
    #expect(last(answer) == .none)
  }

  @Test(
    arguments: [
      ("````md\n```sh\nls\n```\n````", "```sh\nls\n```"),
      ("```\n~~~\n```", "~~~"),
      ("```\na\n`````  \nb", "a"),
      ("1. Do\n\n   ```py\n   if x:\n     y\n z\n   ```\n", "if x:\n  y\nz"),
      ("```\r\na\r\nb\r\n```\r\n", "a\nb"),
      ("```\n```", ""),
      ("```\n毛糸 🌊\n```", "毛糸 🌊"),
    ])
  func `fences are those of CommonMark, at any indentation`(answer: String, block: String) {
    #expect(first(answer) == found(block))
  }

  @Test(arguments: ["```\ncut off\n", "```sh\nrm -rf", "~~~\na\n```\n", "```", "````\na\n```\n"])
  func `a block that is never closed is not given out`(answer: String) {
    #expect(first(answer) == .unclosed)
    #expect(last(answer) == .unclosed)
  }

  @Test func `a whole block before one that is cut is the first, and not the last`() {
    let answer = "```\none\n```\nand\n```\ntwo"
    #expect(first(answer) == found("one"))
    #expect(last(answer) == .unclosed)
  }
}
