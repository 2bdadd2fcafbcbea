import JSON
import Testing

struct ForeignCountTests {
  private static let limit = (1 << 53) - 1

  private func count(_ token: String) throws -> Int? {
    try Document(Array(token.utf8)).root.foreignCount?.number
  }

  @Test(arguments: [("0", 0), ("12", 12), ("2.0", 2), ("1e2", 100), ("9007199254740991", limit)])
  func `a whole number up to 2^53−1 is a count`(_ token: String, _ expected: Int) throws {
    #expect(try count(token) == expected)
  }

  @Test(arguments: [
    "9007199254740992", "9223372036854775807", "18446744073709551616", "1e300", "1e999", "-1",
    "1.5",
    "\"7\"", "null", "true", "[]", "{}",
  ])
  func `anything else says nothing`(_ token: String) throws {
    #expect(try count(token) == nil)
  }

  @Test func `sums stop at the limit`() throws {
    let most = try #require(ForeignCount(Int64(Self.limit)))
    let one = try #require(ForeignCount(1))
    #expect((most + most).number == Self.limit)
    #expect((most + one).number == Self.limit)
    #expect((one + one).number == 2)
    #expect(ForeignCount?.sum(most, most)?.number == Self.limit)
    #expect(ForeignCount?.sum(one, nil)?.number == 1)
    #expect(ForeignCount?.sum(nil, one)?.number == 1)
    #expect(ForeignCount?.sum(nil, nil) == nil)
  }

  @Test(arguments: [Int64.min, -1, Int64(limit) + 1, .max])
  func `what a column holds beyond it is no count`(_ number: Int64) {
    #expect(ForeignCount(number) == nil)
  }
}
