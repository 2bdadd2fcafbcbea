import Testing
import Wire

@testable import Store

struct BoundTests {
  let temporary: TemporaryStore

  init() throws {
    temporary = try TemporaryStore()
  }

  private func roundTrip<T>(_ value: Bound, _ read: (inout Columns) -> T) throws -> T? {
    try temporary.mine.read { rows in try rows.db.first("SELECT ?1", value, read: read) }
  }

  @Test func `values come back as they went`() throws {
    let id = temporary.ids.next(Noun.Thread.self)
    #expect(try roundTrip(.integer(.min)) { $0.int64() } == .min)
    #expect(try roundTrip(.text("")) { $0.textIfPresent() } == "")
    #expect(try roundTrip(.text("é\u{301} 👩‍👩‍👧")) { $0.text() } == "é\u{301} 👩‍👩‍👧")
    #expect(try roundTrip(.id(id)) { $0.id(ThreadID.self) } == id)
    #expect(try roundTrip(.bytes([0, 255])) { $0.bytes() } == [0, 255])
    #expect(try roundTrip(.null) { $0.textIfPresent() } == .some(nil))
  }

  @Test func `an id is stored as its sixteen bytes in order`() throws {
    let id = ThreadID(high: 0x0102_0304_0506_0708, low: 0x090a_0b0c_0d0e_0f10)
    #expect(try roundTrip(.id(id)) { $0.bytes() } == Array(1...16))
  }

  @Test func `text with U+0000 is refused, never cut`() async throws {
    #expect(throws: TextWithNUL.self) { try roundTrip(.text("a\u{0}b")) { $0.text() } }
    let thread = try await temporary.thread()
    await #expect(throws: TextWithNUL.self) {
      try await temporary.message("a\u{0}b", to: thread.id)
    }
    #expect(try temporary.number("SELECT count(*) FROM message") == 0)
  }

  @Test func `an error names the statement and not the values`() throws {
    #expect {
      try temporary.mine.read { rows in
        try rows.db.first("SELECT json(?1)", .text("my secret")) { $0.text() }
      }
    } throws: { error in
      "\(error)".contains("SELECT json") && !"\(error)".contains("my secret")
    }
  }
}
