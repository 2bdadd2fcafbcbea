import Testing

@testable import Commands

struct CompletionTests {
  @Test func `Tab types what is common to all`() {
    let all = ["/new", "/title", "/thread"].map { Completion.Candidate(text: $0) }
    #expect(Completion("/n", among: all).addition == "ew ")
    #expect(Completion("/t", among: all).addition == "")
    #expect(Completion("/t", among: all).candidates.count == 2)
    #expect(Completion("/th", among: all).addition == "read ")
    #expect(Completion("/x", among: all).candidates.isEmpty)
    // After a directory, a file in it may follow.
    #expect(Completion("dir", among: [.init(text: "dir/")]).addition == "/")
  }
}
