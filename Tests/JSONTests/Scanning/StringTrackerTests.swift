import JSON
import Testing

struct StringTrackerTests {
  @Test func `what stands in strings is known, their quotes with it`() {
    let text = #"{"a\"]":[1,"\\"],"":"{"}"#
    var tracker = StringTracker()
    let outside = text.utf8.filter { !tracker.take($0) }
    #expect(String(decoding: outside, as: UTF8.self) == "{:[1,],:}")
  }

  @Test func `JSON has four bytes of white space`() {
    #expect((UInt8.min...UInt8.max).filter(\.isJSONSpace) == [0x09, 0x0A, 0x0D, 0x20])
  }
}
