import Testing

@testable import Client

struct LineBufferTests {
  private func lines(_ chunks: [String]) -> [String] {
    var buffer = LineBuffer()
    var lines: [String] = []
    for chunk in chunks {
      Array(chunk.utf8).withUnsafeBytes { buffer.append($0) }
      while let line = buffer.next() { lines.append(String(decoding: line, as: UTF8.self)) }
    }
    return lines
  }

  @Test func `lines come whole, however they are cut on the way`() {
    let text = "one\ntwo\r\n\n\r\nthree\nrest"
    #expect(lines([text]) == ["one", "two", "three"])
    #expect(
      lines(text.map { String($0) }.flatMap { $0.unicodeScalars.map { String($0) } })
        == ["one", "two", "three"])
    #expect(lines(["a", "b\nc", "d\n"]) == ["ab", "cd"])
  }

  @Test func `many lines leave no old bytes behind`() {
    let line = String(repeating: "x", count: 999) + "\n"
    #expect(lines(Array(repeating: line + line, count: 200)).count == 400)
  }
}
