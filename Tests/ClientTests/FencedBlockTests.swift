import Testing

@testable import skein

struct FencedBlockTests {
  private func first(_ answer: String) -> String? { FencedBlock.find(.first, in: answer)?.text }

  @Test func `the first and the last block of an answer, without the fences`() {
    let answer = "Here:\n\n```swift\nlet a = 1\n\nlet b\n```\nand\n~~~\nlast\n~~~\n"
    #expect(first(answer) == "let a = 1\n\nlet b")
    #expect(FencedBlock.find(.last, in: answer)?.text == "last")
  }

  @Test(arguments: ["", "no code", "a `word` and ``two``", "``` not `a fence`", "``\nx\n``"])
  func `prose has none`(answer: String) {
    #expect(first(answer) == nil)
  }

  @Test(
    arguments: [
      ("````md\n```sh\nls\n```\n````", "```sh\nls\n```"),
      ("```\n~~~\n```", "~~~"),
      ("```\na\n`````  \nb", "a"),
      ("1. Do\n\n   ```py\n   if x:\n     y\n z\n   ```\n", "if x:\n  y\nz"),
      ("```\r\na\r\nb\r\n```\r\n", "a\nb"),
      ("```\n```", ""),
      ("```\ncut off\n", "cut off"),
      ("```\n毛糸 🌊\n```", "毛糸 🌊"),
    ])
  func `fences are those of CommonMark, at any indentation`(answer: String, block: String) {
    #expect(first(answer) == block)
  }
}
