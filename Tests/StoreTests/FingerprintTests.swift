import Testing
import Wire

@testable import Store

struct FingerprintTests {
  @Test func `the same body has the same sixteen bytes, another has others`() throws {
    let body = ThreadCreate.Params(title: Title(trusted: "Wool"))
    let one = try Fingerprint("thread/create", body)
    #expect(one.bytes.count == 16)
    #expect(try Fingerprint("thread/create", body) == one)
    #expect(try Fingerprint("thread/fork", body) != one)
    #expect(try Fingerprint("thread/create", ThreadCreate.Params()) != one)
  }
}
