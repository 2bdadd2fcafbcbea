import Testing

/// Where a stranger looks for a noun, it is: by the same name in every target, among few files.
@Suite struct FoldersTests {
  private static let here = Folders(
    Tree.files(below: "Sources", ending: ".swift") + Tree.files(below: "Tests", ending: ".swift"))

  @Test func `a folder has neither one file nor more than can be taken in`() {
    #expect(Self.here.unbalanced == [])
    #expect(Folders((1...16).map { "Sources/A/B/F\($0).swift" }).unbalanced == [])
    #expect(
      Folders((1...17).map { "Sources/A/B/F\($0).swift" }).unbalanced == ["Sources/A/B: 17"])
    #expect(Folders(["Sources/A/B/C.swift"]).unbalanced == ["Sources/A/B: 1"])
    #expect(Folders(["Sources/A/C.swift"]).unbalanced == [])
    #expect(Folders.inner.allSatisfy { Folders(["\($0)/Main.swift"]).unbalanced == [] })
  }

  @Test func `no file lies deeper than two folders below its target`() {
    #expect(Self.here.buried == [])
    #expect(Folders(["Sources/A/B/C/D/E.swift"]).buried == ["Sources/A/B/C/D/E.swift"])
  }

  @Test func `a noun's folder is called the same everywhere`() {
    #expect(Self.here.misnamed == [])
    let paths = ["Thread/B", "Sessions/C", "Threads/D"].map { "Sources/A/\($0).swift" }
    #expect(Folders(paths).misnamed == ["Sessions", "Thread"])
  }

  @Test func `what is about a noun stands in its folder`() {
    #expect(Self.here.astray == [])
    #expect(Folders(["Sources/A/TaskList.swift", "Sources/A/B.swift"]).astray == [])
    let scattered = ["Sources/A/TaskList.swift", "Sources/A/Tasks.swift"]
    #expect(Folders(scattered).astray == scattered)
    #expect(Folders(["Sources/A/Tasks/ThreadList.swift"]).astray.count == 1)
    let ownTarget = ["Sources/Tasks/TaskList.swift", "Sources/Tasks/Tasks.swift"]
    #expect(Folders(ownTarget).astray == [])
    #expect(Folders(["Sources/A/Tasks/Session+Tasks.swift"]).astray == [])
    #expect(Folders(["Sources/A/B/Other+Tasks.swift"]).astray == [])
    // There a session is something else; what is about tasks stands with the tasks all the same.
    #expect(Folders(["Sources/skein/B/Session.swift"]).astray == [])
    #expect(Folders(["Sources/skein/B/Session+Tasks.swift"]).astray.count == 1)
  }

  @Test func `no exception outlives its reason`() {
    #expect(Self.here.needless == [])
    #expect(Folders([]).needless == Folders.elsewhere.keys.sorted())
  }

  /// Those of the whole package and of the real binaries mirror no one target.
  @Test func `tests stand where what they test stands`() {
    #expect(Self.here.unmirrored == [])
    let sources = ["Sources/A/B/C.swift", "Sources/A/B/D.swift"]
    func strays(_ tests: String...) -> [String] {
      Folders(sources + tests.map { "Tests/ATests/\($0).swift" }).unmirrored
    }
    #expect(strays("B/CTests", "B/DTests") == [])
    #expect(strays("CTests") == [])
    #expect(strays("CTests", "B/DTests") == ["Tests/ATests/CTests.swift"])
    #expect(strays("E/FTests") == ["Tests/ATests/E/FTests.swift"])
  }

  /// A new noun gets its folder the day it comes.
  @Test func `every noun of the protocol has a folder in Wire`() throws {
    let text = try Tree.text("Sources/Wire/Declaration/Noun.swift")
    let nouns = text.matches(of: /ID<Noun\.(\w+)>/).map { String($0.output.1) }
    #expect(!nouns.isEmpty)
    let folders = Set(Self.here.files.filter { $0.target == "Sources/Wire" }.flatMap(\.folders))
    for noun in nouns {
      let folder = try #require(Folders.nouns[noun], "\(noun) is missing in Folders.nouns")
      #expect(folders.contains(folder))
    }
    #expect(Set(Folders.nouns.values).subtracting(folders) == [])
  }
}
