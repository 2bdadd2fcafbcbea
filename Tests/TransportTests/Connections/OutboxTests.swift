import NIOCore
import Testing

@testable import Transport

@Suite struct OutboxTests {
  private func text(_ count: Int) -> [UInt8] { Array(repeating: UInt8(ascii: "x"), count: count) }

  private func drain(_ outbox: inout Outbox) -> String {
    var all = ""
    while let slice = outbox.take() {
      all += String(buffer: slice)
      outbox.took(slice.readableBytes)
    }
    return all
  }

  @Test func `messages leave in order, small ones together`() {
    var outbox = Outbox(bound: 1000)
    outbox.append(Array("a".utf8), as: .answer)
    outbox.append(Array("b".utf8), as: .answer)
    #expect(outbox.waiting == 4)
    let slice = outbox.take()
    #expect(slice.map(String.init(buffer:)) == "a\nb\n")
    #expect(outbox.waiting == 4)
    outbox.took(4)
    #expect(outbox.waiting == 0)
    let rest = outbox.take()
    #expect(rest == nil)
  }

  @Test func `headers tell the bytes of a message`() {
    var outbox = Outbox(bound: 1000)
    outbox.style = .headers
    outbox.append(Array("{}".utf8), as: .answer)
    outbox.append(Array("é".utf8), as: .answer)
    #expect(drain(&outbox) == "Content-Length: 2\r\n\r\n{}Content-Length: 2\r\n\r\né")
  }

  @Test func `a large message leaves in slices, in its place`() {
    var outbox = Outbox(bound: 8 << 20)
    outbox.append(Array("first".utf8), as: .answer)
    outbox.append(text(Outbox.sliceBytes * 3), as: .answer)
    outbox.append(Array("last".utf8), as: .answer)
    var sizes: [Int] = []
    var all: [UInt8] = []
    while let slice = outbox.take() {
      sizes.append(slice.readableBytes)
      all += slice.readableBytesView
      outbox.took(slice.readableBytes)
    }
    #expect(sizes.allSatisfy { $0 <= Outbox.sliceBytes })
    #expect(all == Array("first\n".utf8) + text(Outbox.sliceBytes * 3) + Array("\nlast\n".utf8))
    #expect(outbox.waiting == 0)
  }

  @Test func `a notification that comes while more than the bound of them waits drops everything`()
  {
    var outbox = Outbox(bound: 100)
    outbox.append(text(60), as: .notification)
    outbox.append(text(38), as: .notification)
    outbox.append([], as: .notification)
    #expect(!outbox.isOverflowing)
    outbox.append([], as: .notification)
    #expect(outbox.isOverflowing)
    #expect(outbox.waiting == 0)
    let rest = outbox.take()
    #expect(rest == nil)
  }

  @Test func `answers wait, however many and however large`() {
    var outbox = Outbox(bound: 100)
    for size in [60, 1000, 5000, 60, 1000] { outbox.append(text(size), as: .answer) }
    #expect(!outbox.isOverflowing)
    #expect(outbox.waiting == 7125)
    #expect(drain(&outbox).utf8.count == 7125)
  }

  @Test func `answers that wait do not count against notifications, taken ones neither`() {
    var outbox = Outbox(bound: 100)
    outbox.append(text(1000), as: .answer)
    outbox.append(text(60), as: .notification)
    outbox.append(text(1000), as: .answer)
    outbox.append(text(38), as: .notification)
    outbox.append([], as: .notification)
    #expect(!outbox.isOverflowing)
    // All but 11 bytes of the second answer, the second notification and the third.
    outbox.took(1001 + 61 + 990)
    outbox.append(text(60), as: .notification)
    #expect(!outbox.isOverflowing)
    outbox.append([], as: .notification)
    #expect(outbox.isOverflowing)
  }

  @Test func `one notification over the bound is sent, and the bound counts what waits beside it`()
  {
    var outbox = Outbox(bound: 100)
    outbox.append(text(50), as: .notification)
    outbox.append(text(1000), as: .notification)
    outbox.append(text(60), as: .notification)
    #expect(!outbox.isOverflowing)
    outbox.append(text(20), as: .notification)
    #expect(outbox.isOverflowing)
  }

  @Test func `a large message is sent to many from one memory`() {
    let message = text(Outbox.sliceBytes * 2)
    let before = message.withUnsafeBytes { $0.baseAddress }
    var seen: [UnsafeRawPointer?] = []
    for _ in 0..<2 {
      var outbox = Outbox(bound: 8 << 20)
      outbox.append(message, as: .notification)
      _ = outbox.drain { bytes in
        seen.append(bytes.baseAddress)
        return 0
      }
    }
    #expect(seen == [before, before])
  }

  @Test func `what is closed takes no more and gives what it has`() {
    var outbox = Outbox(bound: 100)
    outbox.append(Array("a".utf8), as: .answer)
    outbox.close()
    outbox.append(Array("b".utf8), as: .answer)
    #expect(drain(&outbox) == "a\n")
  }

  @Test func `what a socket takes at once leaves in order, however little it takes`() {
    var outbox = Outbox(bound: 8 << 20)
    outbox.append(Array("first".utf8), as: .answer)
    outbox.append(text(Outbox.sliceBytes * 2), as: .answer)
    outbox.append(Array("last".utf8), as: .answer)
    var all: [UInt8] = []
    var room = 0
    func write(_ bytes: UnsafeRawBufferPointer) -> Int {
      let count = min(room, bytes.count)
      all += bytes.prefix(count)
      room -= count
      return count
    }
    var rounds = 0
    repeat {
      room = 100_000
      rounds += 1
    } while !outbox.drain(write)
    #expect(rounds == 6)
    #expect(all == Array("first\n".utf8) + text(Outbox.sliceBytes * 2) + Array("\nlast\n".utf8))
    #expect(outbox.waiting == 0)
    #expect(outbox.taken == all.count)
  }

  @Test func `what a socket left is lent to the loop`() {
    var outbox = Outbox(bound: 1000)
    outbox.append(Array("abc".utf8), as: .answer)
    var room = 2
    let isDone = outbox.drain { _ in
      defer { room = 0 }
      return room
    }
    #expect(!isDone)
    #expect(drain(&outbox) == "c\n")
    #expect(outbox.waiting == 0)
  }
}
