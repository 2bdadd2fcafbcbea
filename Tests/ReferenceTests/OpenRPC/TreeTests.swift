import JSON
import Testing

@testable import Reference

struct TreeTests {
  private func tree(_ text: String) throws -> Tree { Tree(try Value(text)) }

  @Test func `a tree writes what it has read`() throws {
    let text = #"{"b":[1,2.50,true,null,"\"ä\n"],"a":{},"b2":[]}"#
    #expect(try tree(text).compact == text)
  }

  @Test func `what fits a line stands on one`() throws {
    #expect(try tree(#"{"a":[1,2],"b":{}}"#).laidOut(width: 80) == #"{"a": [1, 2], "b": {}}"#)
  }

  @Test func `what does not fit is broken, the outermost first`() throws {
    let laidOut = try tree(#"{"first":[1,2,3],"second":{"x":"y"}}"#).laidOut(width: 24)
    #expect(
      laidOut == """
        {
          "first": [1, 2, 3],
          "second": {"x": "y"}
        }
        """)
  }

  @Test func `in the manual lines are filled`() throws {
    let lines = try tree(#"{"a":{"b":1,"c":2,"d":3},"e":[4,5],"f":"six"}"#).filled(width: 20)
    #expect(
      lines == [
        #"{"a": {"b": 1,"#,
        #"  "c": 2, "d": 3},"#,
        #" "e": [4, 5],"#,
        #" "f": "six"}"#,
      ])
  }
}
