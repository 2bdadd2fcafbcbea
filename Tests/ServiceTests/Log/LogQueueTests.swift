import Dispatch
import Synchronization
import Testing

@testable import Service

@Suite struct LogQueueTests {
  /// A reader that reads when it is told to.
  private final class Reader: Sendable {
    let written = Mutex<[String]>([])
    let gate = DispatchSemaphore(value: 0)
    let hasBegun = DispatchSemaphore(value: 0)
    let works = Mutex(true)

    func write(_ bytes: [UInt8]) -> Bool {
      hasBegun.signal()
      gate.wait()
      guard works.withLock({ $0 }) else { return false }
      written.withLock {
        $0 += String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init)
      }
      return true
    }

    func open() {
      for _ in 0..<100 { gate.signal() }
    }

    var lines: [String] { written.withLock { $0 } }
  }

  private func queue(to reader: Reader) -> LogQueue {
    LogQueue(notice: { "\($0) dropped" }, write: { reader.write($0) })
  }

  @Test func `who says a line does not wait for its reader`() {
    let reader = Reader()
    let queue = queue(to: reader)
    queue.put("one")
    reader.hasBegun.wait()
    for number in 0..<LogQueue.lineLimit * 2 { queue.put("line \(number)") }
    // Nobody has read so far: all of these calls have returned.
    #expect(reader.lines.isEmpty)
    reader.open()
    #expect(queue.drain(within: 20))
    let lines = reader.lines
    #expect(lines.count == LogQueue.lineLimit + 2)
    #expect(lines.first == "one")
    #expect(lines.dropFirst().first == "line 0")
    #expect(lines.last == "\(LogQueue.lineLimit) dropped")
  }

  @Test func `what waits is bounded in bytes too`() {
    let reader = Reader()
    let queue = queue(to: reader)
    queue.put("one")
    reader.hasBegun.wait()
    let long = String(repeating: "x", count: LogQueue.lineByteLimit * 2)
    for _ in 0..<1000 { queue.put(long) }
    reader.open()
    #expect(queue.drain(within: 20))
    let bytes = reader.lines.reduce(0) { $0 + $1.utf8.count + 1 }
    #expect(bytes <= LogQueue.byteLimit + LogQueue.lineByteLimit)
    #expect(reader.lines.allSatisfy { $0.utf8.count <= LogQueue.lineByteLimit + 3 })
  }

  @Test func `what comes after the drop stands behind the line that counts it`() {
    let reader = Reader()
    let queue = queue(to: reader)
    queue.put("one")
    reader.hasBegun.wait()
    for _ in 0..<LogQueue.lineLimit + 5 { queue.put("many") }
    reader.gate.signal()
    reader.hasBegun.wait()
    queue.put("after")
    reader.open()
    #expect(queue.drain(within: 20))
    #expect(reader.lines.suffix(2) == ["5 dropped", "after"])
  }

  @Test func `the last words are taken whatever waits`() {
    let reader = Reader()
    let queue = queue(to: reader)
    queue.put("one")
    reader.hasBegun.wait()
    for _ in 0..<LogQueue.lineLimit * 2 { queue.put("many") }
    queue.putLast("the reason")
    reader.open()
    #expect(queue.drain(within: 20))
    #expect(reader.lines.contains("the reason"))
  }

  @Test func `the end waits for a bounded time when nobody reads`() {
    let reader = Reader()
    let queue = queue(to: reader)
    queue.put("one")
    let start = ContinuousClock.now
    #expect(!queue.drain(within: 0.2))
    #expect(ContinuousClock.now - start < .seconds(10))
    reader.open()
  }

  @Test func `lines that a full disk took are counted when there is room`() {
    let reader = Reader()
    let queue = queue(to: reader)
    reader.open()
    reader.works.withLock { $0 = false }
    queue.put("lost")
    #expect(queue.drain(within: 20))
    reader.works.withLock { $0 = true }
    queue.putLast("kept")
    #expect(queue.drain(within: 20))
    #expect(reader.lines == ["kept", "1 dropped"])
  }
}
