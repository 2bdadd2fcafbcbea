import Testing
import Wire

@testable import Transport

@Suite struct LedgerTests {
  private let id = RequestID(token: Array("1".utf8))

  private func call(_ id: RequestID) -> Call {
    Call(Request(id: id, method: "hold", params: nil)) { _ in }
  }

  @Test func `a call counts until it ends or is parked`() {
    var ledger = Ledger()
    let calls = [call(id), call(id)]
    ledger.open(calls[0], ticket: 1, id: id, bytes: 10)
    ledger.open(calls[1], ticket: 2, id: id, bytes: 10)
    #expect(ledger.active == 2)
    ledger.park(1)
    ledger.park(1)
    #expect(ledger.active == 1)
    ledger.close(1)
    #expect(ledger.active == 1)
    #expect(!ledger.isIdle)
    ledger.close(2)
    ledger.close(2)
    #expect(ledger.active == 0)
    #expect(ledger.isIdle)
  }

  @Test func `what requests hold counts until they end, parked ones apart`() {
    var ledger = Ledger()
    let calls = [call(id), call(id)]
    ledger.open(calls[0], ticket: 1, id: id, bytes: 100)
    ledger.open(calls[1], ticket: 2, id: id, bytes: 30)
    ledger.park(1)
    ledger.park(1)
    #expect([ledger.activeBytes, ledger.bytes] == [30, 130])
    ledger.close(1)
    ledger.close(1)
    #expect([ledger.activeBytes, ledger.bytes] == [30, 30])
    ledger.close(2)
    #expect([ledger.activeBytes, ledger.bytes] == [0, 0])
  }

  @Test func `what the answers of all batches hold together is bounded, until one leaves`() {
    var ledger = Ledger()
    let large = [UInt8](repeating: UInt8(ascii: "1"), count: Limits.batchAnswerBytes - 200)
    let first = Slot(batch: 1, index: 0, count: 2)
    let second = Slot(batch: 2, index: 0, count: 2)
    #expect(ledger.fill(first, with: large, for: id) == nil)
    #expect(ledger.bytes == large.count)
    #expect(ledger.fill(second, with: large, for: id) == nil)
    #expect(ledger.bytes < large.count + 1000)
    let whole = ledger.fill(Slot(batch: 1, index: 1, count: 2), with: nil, for: nil)
    #expect(whole?.count == large.count + 2)
    #expect(ledger.bytes < 1000)
  }

  @Test func `calls are found by the bytes of their id while somebody has them`() {
    var ledger = Ledger()
    let kept = call(id)
    ledger.open(kept, ticket: 1, id: id, bytes: 10)
    ledger.open(call(id), ticket: 2, id: id, bytes: 10)
    #expect(ledger.calls(named: id).count == 1)
    #expect(ledger.calls(named: RequestID(token: Array("1.0".utf8))).isEmpty)
  }

  @Test func `a batch is answered in request order when the last entry has ended`() {
    var ledger = Ledger()
    let slots = (0..<3).map { Slot(batch: 1, index: $0, count: 3) }
    #expect(ledger.fill(slots[2], with: Array("3".utf8), for: nil) == nil)
    #expect(ledger.fill(slots[1], with: nil, for: nil) == nil)
    #expect(ledger.fill(slots[0], with: Array("1".utf8), for: nil) == Array("[1,3]".utf8))
  }

  @Test func `a batch of notifications is not answered`() {
    var ledger = Ledger()
    #expect(ledger.fill(Slot(batch: 1, index: 0, count: 1), with: nil, for: nil) == nil)
  }

  @Test func `what the answers of one batch hold together is bounded`() throws {
    var ledger = Ledger()
    let large = [UInt8](repeating: UInt8(ascii: "1"), count: Limits.batchAnswerBytes - 10)
    let id = RequestID(token: Array("7".utf8))
    #expect(ledger.fill(Slot(batch: 1, index: 0, count: 2), with: large, for: nil) == nil)
    let whole = ledger.fill(
      Slot(batch: 1, index: 1, count: 2), with: Array("\"more\"".utf8) + large, for: id)
    let answer = try #require(whole)
    let end = String(decoding: answer[(large.count + 2)...], as: UTF8.self)
    #expect(end.hasPrefix(#"{"jsonrpc":"2.0","id":7,"error":{"code":-32006,"#))
  }
}
