import Testing
import Wire

struct TimestampTests {
  @Test(arguments: [
    (0, "1970-01-01T00:00:00.000Z"), (-1, "1969-12-31T23:59:59.999Z"),
    (1_795_284_285_120, "2026-11-21T18:04:45.120Z"), (951_782_400_000, "2000-02-29T00:00:00.000Z"),
    (951_868_799_999, "2000-02-29T23:59:59.999Z"),
    (4_107_542_400_000, "2100-03-01T00:00:00.000Z"),
    (-62_135_596_800_000, "0001-01-01T00:00:00.000Z"),
    (253_402_300_799_999, "9999-12-31T23:59:59.999Z"),
  ])
  func `a time is written as it is read`(milliseconds: Int64, text: String) {
    #expect(Timestamp(milliseconds: milliseconds).description == text)
    #expect(Timestamp(text) == Timestamp(milliseconds: milliseconds))
  }

  @Test(arguments: [
    ("2026-11-21T18:04:45Z", 0), ("2026-11-21T18:04:45.1Z", 100), ("2026-11-21T18:04:45.12Z", 120),
    ("2026-11-21T18:04:45.129999999Z", 129),
  ])
  func `a fraction has one to nine digits, or there is none`(text: String, fraction: Int64) {
    #expect(Timestamp(text) == Timestamp(milliseconds: 1_795_284_285_000 + fraction))
  }

  @Test(arguments: [
    "", "2026-11-21", "2026-11-21T18:04:45", "2026-11-21T18:04:45.Z", "2026-11-21T18:04:45+00:00",
    "2026-11-21 18:04:45Z", "2026-11-21T18:04:45.1234567890Z", "2026-13-01T00:00:00Z",
    "2026-00-10T00:00:00Z", "2026-02-29T00:00:00Z", "2100-02-29T00:00:00Z", "2026-04-31T00:00:00Z",
    "2026-11-21T24:00:00Z", "2026-11-21T18:60:00Z", "2026-11-21T18:04:61Z", "2026-11-21T18:04:4aZ",
    "2026-11-21T18:04:45.12aZ", "-026-11-21T18:04:45Z", "2026-11-21T18:04:45.120z",
  ])
  func `what is no such time is refused`(text: String) throws {
    #expect(Timestamp(text) == nil)
    #expect(
      try refusal(Timestamp.self, quoted(text)) == "expected a time like 2026-11-21T18:04:45.120Z")
  }

  @Test func `every day of four centuries has its own date`() {
    var last = ""
    for day in 0..<146_097 as Range<Int64> {
      let time = Timestamp(milliseconds: day * 86_400_000)
      let text = time.description
      #expect(text > last)
      #expect(Timestamp(text) == time)
      last = text
    }
  }
}
