import Testing
import Wire

struct SessionTests {
  @Test func `a session lasts a second to ten years`() {
    #expect(SessionSeconds(0) == nil)
    #expect(SessionSeconds(1) != nil)
    #expect(SessionSeconds(315_360_000) != nil)
    #expect(SessionSeconds(315_360_001) == nil)
  }
}
