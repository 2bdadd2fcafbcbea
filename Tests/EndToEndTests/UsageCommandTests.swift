import JSON
import OwnThread
import Testing
import Upstream
import Wire

/// `skein usage` as a shell runs it.
@Suite(.ownThread, .timeLimit(.minutes(1)))
struct UsageCommandTests: DaemonSuite {
  let daemon: LiveDaemon

  init() throws {
    daemon = try LiveDaemon(try .saying("A length of yarn."))
  }

  @Test func `what was used is added up`() throws {
    _ = try run("ask", "What is a skein?")
    _ = try run("ask", "And yarn?")
    let facts = try rows("usage")
    #expect(facts.first == ["turns", "2"])
    for key in ["day", "model", "thread"] {
      let groups = try rows("usage", "--by", key, "--since", "1d")
      #expect(groups.map { $0[0] } == (key == "thread" ? ["1", "1"] : ["2"]), "\(key)")
    }
    #expect(try rows("usage", "--until", "2026-01-01").first == ["turns", "0"])
    _ = try run("thread", "rm", "1")
    let threads = try rows("usage", "--by", "thread").map { Array($0.suffix(3)) }
    #expect(Set(threads) == [["1", "deleted", ""], ["2", "", "And yarn?"]])
    let json = try run("usage", "--by", "model", "--json")
    let summary = try Document(Array(json.utf8)).root.decode(UsageSummary.Result.self)
    #expect(summary.groups?.first?.usage.turns == 2)
    #expect(try rows("usage", "--since", "yesterday").first == ["turns", "2"])
    #expect(try run("usage", "--since", "someday", fails: 64).contains("someday"))
    _ = try run("usage", "--since", "2026-13-40", fails: 64)
  }
}
