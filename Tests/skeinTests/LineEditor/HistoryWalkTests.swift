import Testing

@testable import Commands

struct HistoryWalkTests {
  @Test func `the way back leads to what was being typed`() {
    var walk = HistoryWalk(["one", "two"])
    #expect(walk.newer() == nil)
    #expect(walk.older(than: "draft") == "two")
    #expect(walk.older(than: "two") == "one")
    #expect(walk.older(than: "one") == nil)
    #expect(walk.newer() == "two")
    #expect(walk.newer() == "draft")
    let isNew = [walk.add("two"), walk.add("three")]
    #expect(isNew == [false, true])
    #expect(walk.older(than: "") == "three")
  }

  @Test func `a search narrows and goes back`() {
    let walk = HistoryWalk(["Blue yarn", "red", "blue", "green"])
    var search = HistorySearch(from: EditLine("x"))
    #expect(search.add("b", in: walk) == "blue")
    #expect(search.add("l", in: walk) == "blue")
    #expect(search.older(in: walk) == "Blue yarn")
    #expect(search.older(in: walk) == nil)
    #expect(search.prompt == "(no search) bl: ")
    #expect(search.dropLast(in: walk) == "blue")
    #expect(search.add("lue y", in: walk) == "Blue yarn")
    #expect(search.original.text == "x")
  }
}
