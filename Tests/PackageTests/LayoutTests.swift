import Foundation
import Testing

/// What a stranger sees first: few names at the top, files of one subject.
@Suite struct LayoutTests {
  @Test func `the top level holds the six names and dot files`() throws {
    let names = try Tree.names(in: "").filter { !$0.hasPrefix(".") && $0 != "Package.resolved" }
    #expect(names == ["Package.swift", "README.md", "Sources", "Tests", "contrib", "man"])
  }

  /// 300 lines ask for a split, 400 are too many.
  @Test func `no file is longer than one subject needs`() throws {
    for file in Tree.files(below: "Sources", ending: ".swift")
      + Tree.files(below: "Tests", ending: ".swift")
    {
      let lines = try Tree.text(file).split(separator: "\n", omittingEmptySubsequences: false).count
      #expect(lines <= 400, "\(file) has \(lines) lines")
    }
  }

  @Test func `no name says nothing`() {
    let empty = ["Utils", "Helper", "Helpers", "Manager", "Common"]
    for file in Tree.files(below: "Sources", ending: ".swift") {
      let name = file.split(separator: "/").last.map { $0.replacing(".swift", with: "") } ?? ""
      #expect(!empty.contains { name.hasSuffix($0) }, "\(file)")
    }
  }

  @Test(arguments: ["fatalError(", "try!", " as! ", "TODO", "FIXME", "#if DEBUG"])
  func `the sources hold no shortcut`(_ shortcut: String) throws {
    for file in Tree.files(below: "Sources", ending: ".swift") {
      let text = try Tree.text(file)
      #expect(!text.contains(shortcut), "\(file) has \(shortcut)")
    }
  }

  /// Each of these says above the word why the compiler cannot see what it promises.
  static let unchecked: Set<String> = [
    "Sources/JSON/Document/Document.swift", "Sources/OpenAI/Loop/MultiLoop.swift",
  ]

  @Test func `what the compiler cannot check stands where it is explained`() throws {
    for file in Tree.files(below: "Sources", ending: ".swift") {
      let text = try Tree.text(file)
      let isUnchecked =
        text.contains("@unchecked Sendable") || text.contains("nonisolated(unsafe)")
      #expect(isUnchecked == Self.unchecked.contains(file), "\(file)")
    }
  }

  @Test func `no test waits for time to pass`() throws {
    for file in Tree.files(below: "Tests", ending: ".swift") {
      guard !file.hasSuffix("LayoutTests.swift") else { continue }
      let text = try Tree.text(file)
      #expect(!text.contains("Task.sleep"), "\(file)")
      #expect(!text.contains("usleep("), "\(file)")
      #expect(!text.contains("Thread.sleep"), "\(file)")
    }
  }
}
