import NIOCore
import Testing

@testable import Transport

@Suite struct HeaderFramingTests {
  private func frames(_ text: String, limit: Int = 100, pieces size: Int? = nil) -> [Frame] {
    var framing = HeaderFraming(limit: limit)
    var buffer = ByteBuffer()
    var rest = Array(text.utf8)[...]
    var found: [Frame] = []
    while !rest.isEmpty {
      buffer.writeBytes(rest.prefix(size ?? rest.count))
      rest = rest.dropFirst(size ?? rest.count)
      while let frame = framing.next(in: &buffer) { found.append(frame) }
    }
    if let frame = framing.last(in: &buffer) { found.append(frame) }
    return found
  }

  private func message(_ text: String) -> Frame { .message(Array(text.utf8)) }

  private func isBroken(_ frames: [Frame]) -> Bool {
    guard frames.count == 1, case .broken = frames[0] else { return false }
    return true
  }

  @Test(
    arguments: [
      "Content-Length: 2\r\n\r\n{}",
      "content-length:2\r\n\r\n{}",
      "CONTENT-LENGTH:\t 2 \r\n\r\n{}",
      "Content-Type: application/vscode-jsonrpc; charset=utf-8\r\nContent-Length: 2\r\n\r\n{}",
      "Content-Length: 2\r\nContent-Type: x\r\nX-Other: y:z\r\n\r\n{}",
      "Content-Length: 2\n\n{}",
      "Content-Length: 002\r\n\r\n{}",
    ])
  func `headers in any order and case are read`(_ text: String) {
    #expect(frames(text) == [message("{}")])
    #expect(frames(text + text, pieces: 1) == [message("{}"), message("{}")])
  }

  @Test(
    arguments: [
      "\r\n{}", "Content-Type: x\r\n\r\n{}", "Content-Length\r\n\r\n", "Content-Length: \r\n\r\n",
      "Content-Length: -1\r\n\r\n", "Content-Length: +2\r\n\r\n{}", "Content-Length: 2x\r\n\r\n{}",
      "Content-Length: 99999999999999999999\r\n\r\n", "Content-Length: 1 2\r\n\r\n{}",
      "Content-Length: 2\r\nContent-Length: 2\r\n\r\n{}", "Content-Length: 3\r\n\r\n{}",
      "Content-Len", "Content-Length: 2\r\n", String(repeating: "c", count: 9000),
      String(repeating: "Content-Type: x\r\n", count: 1000),
    ])
  func `what can't be read breaks the connection`(_ text: String) {
    #expect(isBroken(frames(text)))
    #expect(isBroken(frames(text, pieces: 1)))
  }

  @Test func `a body over the limit is told once and skipped`() {
    let long = "Content-Length: 101\r\n\r\n" + String(repeating: "x", count: 101)
    let short = "Content-Length: 2\r\n\r\n{}"
    #expect(frames(long + short) == [.tooLong, message("{}")])
    #expect(frames(long + short, pieces: 1) == [.tooLong, message("{}")])
    #expect(frames(String(long.dropLast(50))) == [.tooLong])
  }

  @Test func `a body of the limit and an empty one are messages`() {
    let body = String(repeating: "x", count: 100)
    #expect(frames("Content-Length: 100\r\n\r\n" + body) == [message(body)])
    #expect(frames("Content-Length: 0\r\n\r\n") == [message("")])
  }

  @Test func `nothing is read after a broken header`() {
    let text = "Content-Length: x\r\n\r\nContent-Length: 2\r\n\r\n{}"
    #expect(isBroken(frames(text)))
  }
}
