import Testing
import Wire

struct PageTests {
  @Test(arguments: [1, 50, 200])
  func `a limit of 1 to 200 is taken`(count: Int) throws {
    #expect(PageLimit(count)?.number == count)
    #expect(try decode(PageLimit.self, "\(count)") == PageLimit(count))
  }

  @Test(arguments: ["0", "201", "-1", "9007199254740991"])
  func `a limit outside is an error, never moved`(text: String) throws {
    #expect(try refusal(PageLimit.self, text) == "expected an integer from 1 to 200")
  }

  @Test func `a limit is any number that is whole`() throws {
    #expect(try decode(PageLimit.self, "2e1") == PageLimit(20))
    #expect(try refusal(PageLimit.self, "1.5") == "expected an integer")
  }

  @Test func `the last page says so`() throws {
    #expect(try encode(Page<Noun.Thread>([])) == #"{"data":[],"nextCursor":null}"#)
  }
}
