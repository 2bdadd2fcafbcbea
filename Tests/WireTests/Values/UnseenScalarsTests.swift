import Testing
import Wire

@Suite struct UnseenScalarsTests {
  @Test func `every control of writing direction is unseen`() {
    let controls: [ClosedRange<UInt32>] = [
      0x61C...0x61C, 0x200E...0x200F, 0x202A...0x202E, 0x2066...0x2069,
    ]
    for value in controls.joined() {
      #expect(Unicode.Scalar(value)?.isUnseen == true, "\(String(value, radix: 16))")
    }
  }

  @Test func `every control and separator is unseen, and nothing else of Latin but one hyphen`() {
    let unseen = (0..<0x300 as Range<UInt32>).filter { Unicode.Scalar($0)?.isUnseen == true }
    #expect(unseen == Array(0..<0x20) + Array(0x7F..<0xA0) + [0xAD])
    #expect(Unicode.Scalar(0x2028)?.isUnseen == true && Unicode.Scalar(0x2029)?.isUnseen == true)
  }

  @Test(
    arguments: ["\u{600}", "ا", "毛", "🧶", "\u{301}", "\u{3000}", "\u{FFFD}"] as [Unicode.Scalar])
  func `what is seen is not unseen`(scalar: Unicode.Scalar) {
    #expect(!scalar.isUnseen)
  }
}
