import Testing

@testable import Commands

struct EditDistanceTests {
  @Test func `what separates two words is counted in edits`() {
    #expect(editDistance("thraed", "thread") == 1)
    #expect(editDistance("", "ask") == 3)
    #expect(editDistance("ask", "ask") == 0)
    #expect(editDistance("what", "chat") == 1)
    #expect(editDistance("kitten", "sitting") == 3)
  }
}
