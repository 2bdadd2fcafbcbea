import Synchronization
import Testing
import Wire

struct IDSourceTests {
  @Test func `ids are version 7 of the usual variant, with the clock's milliseconds in front`() {
    let source = IDSource { Timestamp(milliseconds: 0x0199_a3f2_7c1e) }
    let id = source.next(Noun.Thread.self)
    #expect(id.high >> 16 == 0x0199_a3f2_7c1e)
    #expect(id.high >> 12 & 0xF == 7)
    #expect(id.low >> 62 == 0b10)
  }

  @Test func `ids increase, whatever the clock does`() {
    let clock = Mutex<[Int64]>([5, 5, 5, 9, 2, 2, -7, 1 << 40, 3, 3])
    let source = IDSource {
      Timestamp(milliseconds: clock.withLock { $0.isEmpty ? 4 : $0.removeFirst() })
    }
    let ids = (0..<10_000).map { _ in source.next(Noun.Turn.self) }
    #expect(zip(ids, ids.dropFirst()).allSatisfy { $0.high < $1.high })
    #expect(ids.allSatisfy { $0.high >> 12 & 0xF == 7 })
  }

  @Test func `ids made at once by many are all different`() async {
    let source = IDSource()
    let ids = await withTaskGroup(of: [ThreadID].self) { group in
      for _ in 0..<8 {
        group.addTask { (0..<1000).map { _ in source.next() } }
      }
      return await group.reduce(into: Set<ThreadID>()) { $0.formUnion($1) }
    }
    #expect(ids.count == 8000)
  }
}
