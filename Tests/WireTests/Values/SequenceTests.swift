import Testing
import Wire

struct SequenceTests {
  @Test func `a sequence is a whole number of 0 or more`() throws {
    #expect(try decode(Wire.Sequence.self, "0") == Wire.Sequence(0))
    #expect(try refusal(Wire.Sequence.self, "-1") == "expected an integer of 0 or more")
    #expect(try refusal(Wire.Sequence.self, "0.5") == "expected an integer")
    #expect(Wire.Sequence(2) < Wire.Sequence(10))
  }
}
