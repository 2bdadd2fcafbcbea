import NIOCore
import Testing

@testable import Transport

@Suite struct LineFramingTests {
  /// All frames of a text that comes in pieces of a size, then ends.
  private func frames(_ text: String, limit: Int = 8, pieces size: Int) -> [Frame] {
    var framing = LineFraming(limit: limit)
    var buffer = ByteBuffer()
    var rest = Array(text.utf8)[...]
    var found: [Frame] = []
    while !rest.isEmpty {
      buffer.writeBytes(rest.prefix(size))
      rest = rest.dropFirst(size)
      while let frame = framing.next(in: &buffer) { found.append(frame) }
    }
    if let frame = framing.last(in: &buffer) { found.append(frame) }
    return found
  }

  private func message(_ text: String) -> Frame { .message(Array(text.utf8)) }

  @Test(
    arguments: [
      "a\nb\n", "a\r\nb\r\n", "a\n\n \t\r\n\rb", "12345678\n12345678\r\n", "123456789\nab\n",
      "123456789\r\nab",
      "\u{20}\n123456789012345678901234567890\n\nx\n123456789", "\n", "", "a\r\r\n",
    ])
  func `pieces of any size give the same lines`(_ text: String) {
    let whole = frames(text, pieces: max(text.utf8.count, 1))
    for size in 1..<max(text.utf8.count, 2) {
      #expect(frames(text, pieces: size) == whole)
    }
  }

  @Test func `one CR before the LF is dropped and blank lines are passed over`() {
    #expect(
      frames("a\r\n\n  \n\t\r\nb c\r\r\nd", pieces: 3)
        == [message("a"), message("b c\r"), message("d")])
  }

  @Test func `a line of exactly the limit is a message, with or without its CR`() {
    #expect(frames("12345678\n", pieces: 4) == [message("12345678")])
    #expect(frames("12345678\r\n", pieces: 9) == [message("12345678")])
    #expect(frames("12345678", pieces: 4) == [message("12345678")])
  }

  @Test func `a line over the limit is told once and dropped to its LF`() {
    #expect(
      frames("123456789012345678901234567890\nok\n", pieces: 4) == [.tooLong, message("ok")])
    #expect(frames("123456789", pieces: 9) == [.tooLong])
  }
}
