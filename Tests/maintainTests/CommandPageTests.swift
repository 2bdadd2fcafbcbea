import Commands
import Foundation
import Testing

@testable import maintain

/// skein(1) says of each command what the command says of itself.
@Suite struct CommandPageTests {
  private let page: String

  init() throws {
    let root = URL(filePath: #filePath)
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    page = try String(contentsOf: root.appending(path: CommandPage.path), encoding: .utf8)
  }

  @Test func `the page is what swift run maintain writes`() throws {
    let fresh = try CommandPage().refreshed(page)
    let stale = zip(
      page.split(separator: "\n", omittingEmptySubsequences: false),
      fresh.split(separator: "\n", omittingEmptySubsequences: false)
    ).first { $0 != $1 }
    #expect(
      page == fresh,
      "run: swift run maintain; the first line that differs: \(stale.map { "\($0)" } ?? "")")
  }

  @Test func `the page names every option of every command`() throws {
    for entry in CommandEntry.all {
      for argument in try CommandArgument.all(in: entry.dump) {
        for name in argument.names {
          let shown = "Fl " + (name.count == 1 ? name : "-" + name)
          let isThere = page.split(separator: "\n").contains {
            $0.hasPrefix(".It ")
              && $0.split(separator: ",").contains {
                $0.replacing(".It ", with: "").trimmingPrefix(" ").hasPrefix(shown)
              }
          }
          #expect(isThere, "\(entry.words) \(shown)")
        }
      }
    }
  }

  @Test(arguments: ["thread rename", "thread rename options", "--json", "commands"])
  func `a command without its place in the page is told of`(_ name: String) throws {
    let without = page.replacing(".\\\" begin \(name)\n", with: "")
      .replacing(".\\\" end \(name)\n", with: "")
    #expect(without.count < page.count)
    #expect(throws: CommandPage.Misplaced.self) { try CommandPage().refreshed(without) }
  }

  @Test func `a place for what is no command is told of`() throws {
    for addition in [
      ".\\\" begin thread spin\n.\\\" end thread spin\n", ".\\\" begin ask\n.\\\" end ask\n",
      ".\\\" begin ask --spin\n.\\\" end ask --spin\n", ".\\\" end ask\n",
    ] {
      #expect(throws: CommandPage.Misplaced.self, "\(addition)") {
        try CommandPage().refreshed(page + addition)
      }
    }
  }

  @Test func `what is written by hand stays as it is`() throws {
    let marked = page.replacing(
      ".\\\" end thread rename\n", with: ".\\\" end thread rename\nBy hand.\n")
    #expect(try CommandPage().refreshed(marked) == marked)
    let spoilt = page.replacing("Give a thread another title.\n", with: "Something else.\n")
    #expect(spoilt != page)
    #expect(try CommandPage().refreshed(spoilt) == page)
  }
}
