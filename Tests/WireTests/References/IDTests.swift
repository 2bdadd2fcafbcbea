import Testing
import Wire

struct IDTests {
  private let text = "0199a3f2-7c1e-7d5a-9b0e-3f2a1c4d5e6f"
  private let id = ThreadID(high: 0x0199_a3f2_7c1e_7d5a, low: 0x9b0e_3f2a_1c4d_5e6f)

  @Test func `an id is printed as it is read`() {
    #expect(ThreadID(text) == id)
    #expect(id.description == text)
    #expect(ThreadID(high: 0, low: 0).description == "00000000-0000-0000-0000-000000000000")
    #expect(
      ThreadID(high: .max, low: .max).description == "ffffffff-ffff-ffff-ffff-ffffffffffff")
  }

  @Test func `upper case is accepted and comes back lower`() {
    #expect(ThreadID(text.uppercased()) == id)
    #expect(ThreadID(text.uppercased())?.description == text)
  }

  @Test(arguments: [
    "", "0", "0199a3f2-7c1e-7d5a-9b0e-3f2a1c4d5e6", "0199a3f2-7c1e-7d5a-9b0e-3f2a1c4d5e6f0",
    "0199a3f27c1e7d5a9b0e3f2a1c4d5e6f", "{0199a3f2-7c1e-7d5a-9b0e-3f2a1c4d5e6f}",
    "0199a3f2-7c1e-7d5a-9b0e-3f2a1c4d5e6g", "0199a3f27-c1e-7d5a-9b0e-3f2a1c4d5e6f",
    " 0199a3f2-7c1e-7d5a-9b0e-3f2a1c4d5e6f", "0199a3f2-7c1e-7d5a-9b0e-3f2a1c4d5e6é",
  ])
  func `what is no UUID in its canonical form is no id`(text: String) throws {
    #expect(ThreadID(text) == nil)
    #expect(
      try refusal(ThreadID.self, quoted(text))
        == "expected a UUID like 0199a3f2-7c1e-7d5a-9b0e-3f2a1c4d5e6f")
  }

  @Test func `bytes are in network order`() {
    let bytes: [UInt8] = [
      0x01, 0x99, 0xa3, 0xf2, 0x7c, 0x1e, 0x7d, 0x5a, 0x9b, 0x0e, 0x3f, 0x2a, 0x1c, 0x4d, 0x5e,
      0x6f,
    ]
    #expect(id.bytes == bytes)
    #expect(ThreadID(bytes: bytes) == id)
    #expect(ThreadID(bytes: bytes.dropLast()) == nil)
    #expect(ThreadID(bytes: bytes + [0]) == nil)
  }

  @Test func `an id is a string on the wire`() throws {
    #expect(try encode(id) == "\"\(text)\"")
    #expect(try decode(ThreadID.self, "\"\(text)\"") == id)
    #expect(try refusal(ThreadID.self, "7") != nil)
  }
}
