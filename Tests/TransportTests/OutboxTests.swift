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
    outbox.append(Array("a".utf8))
    outbox.append(Array("b".utf8))
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
    outbox.append(Array("{}".utf8))
    outbox.append(Array("é".utf8))
    #expect(drain(&outbox) == "Content-Length: 2\r\n\r\n{}Content-Length: 2\r\n\r\né")
  }

  @Test func `a large message leaves in slices, in its place`() {
    var outbox = Outbox(bound: 8 << 20)
    outbox.append(Array("first".utf8))
    outbox.append(text(Outbox.sliceBytes * 3))
    outbox.append(Array("last".utf8))
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

  @Test func `a message that comes while more than the bound waits drops everything`() {
    var outbox = Outbox(bound: 100)
    outbox.append(text(60))
    outbox.append(text(38))
    outbox.append([])
    #expect(!outbox.isOverflowing)
    outbox.append([])
    #expect(outbox.isOverflowing)
    #expect(outbox.waiting == 0)
    let rest = outbox.take()
    #expect(rest == nil)
  }

  @Test func `one message over the bound is sent, and the bound counts what waits beside it`() {
    var outbox = Outbox(bound: 100)
    outbox.append(text(50))
    outbox.append(text(1000))
    outbox.append(text(60))
    #expect(!outbox.isOverflowing)
    outbox.append(text(20))
    #expect(outbox.isOverflowing)
  }

  @Test func `a turn's last notification and its answer are both sent, however large`() {
    var outbox = Outbox(bound: 100)
    outbox.append(text(1000))
    let lent = outbox.take()
    #expect(lent?.readableBytes == 1001)
    outbox.append(text(1000))
    #expect(!outbox.isOverflowing)
    outbox.append(text(1))
    #expect(outbox.isOverflowing)
    var patient = Outbox(bound: 100)
    patient.append(text(1000))
    #expect(drain(&patient).utf8.count == 1001)
    patient.append(text(1000))
    #expect(!patient.isOverflowing)
  }

  @Test func `what is closed takes no more and gives what it has`() {
    var outbox = Outbox(bound: 100)
    outbox.append(Array("a".utf8))
    outbox.close()
    outbox.append(Array("b".utf8))
    #expect(drain(&outbox) == "a\n")
  }

  @Test func `what a socket takes at once leaves in order, however little it takes`() {
    var outbox = Outbox(bound: 8 << 20)
    outbox.append(Array("first".utf8))
    outbox.append(text(Outbox.sliceBytes * 2))
    outbox.append(Array("last".utf8))
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
    outbox.append(Array("abc".utf8))
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
