import Testing
import Wire

@testable import Commands

/// What `skein usage --by` shows.
struct UsageTableTests {
  private static let thread = ThreadID(high: 0x0199_a3f0_0c0d_7e0f, low: 0x8a0b_0c0d_0e0f_1010)
  private static let used = UsageFigures(
    turns: 3, completed: 2, failed: 1, promptTokens: 1200, completionTokens: 300, totalTokens: 1500,
    cost: 0.0123, firstToken: Latency(medianMs: 310, p95Ms: 820, maxMs: 1290),
    whole: Latency(medianMs: 2400, p95Ms: 9100, maxMs: 12_700))
  private static let groups = [
    UsageGroup(
      threadId: thread, number: 7, title: Title(trusted: "How wool is wound"), usage: used),
    UsageGroup(threadId: thread, number: 12, usage: used),
    UsageGroup(
      threadId: thread, number: 3, deletedAt: Timestamp(milliseconds: 1), usage: used),
    UsageGroup(threadId: thread, usage: used), UsageGroup(usage: used),
  ]

  private func table(
    _ key: UsageKey, _ groups: [UsageGroup] = groups, isTerminal: Bool
  ) -> Table {
    let summary = UsageSummary.Result(
      currency: "USD", total: Self.used, groups: groups, hasMore: false)
    return UsageTable(key, of: summary, isTerminal: isTerminal).table(of: groups)
  }

  @Test func `threads are named by number and title, and one that is gone as such`() {
    #expect(
      table(.thread, isTerminal: true).aligned(width: 80) == """
        TURNS  FAILED    IN  OUT  TOTAL     USD   FIRST    WHOLE  THREAD
            3       1  1200  300   1500  0.0123  310 ms  2400 ms   7  How wool is wound
            3       1  1200  300   1500  0.0123  310 ms  2400 ms  12  –
            3       1  1200  300   1500  0.0123  310 ms  2400 ms   3  (deleted)
            3       1  1200  300   1500  0.0123  310 ms  2400 ms  (deleted for good)
            3       1  1200  300   1500  0.0123  310 ms  2400 ms  (ephemeral)
            3       1  1200  300   1500  0.0123  310 ms  2400 ms  in all

        """)
  }

  @Test func `forty columns have room for names`() {
    #expect(
      table(.thread, Array(Self.groups.prefix(1)), isTerminal: true).aligned(width: 40) == """
        TURNS  TOTAL  THREAD
            3   1500  7  How wool is wound
            3   1500  in all

        """)
    #expect(
      table(.day, [UsageGroup(day: "2026-11-21", usage: Self.used)], isTerminal: true)
        .aligned(width: 40) == """
          TURNS  FAILED  TOTAL     USD  DAY
              3       1   1500  0.0123  2026-11-21
              3       1   1500  0.0123  in all

          """)
  }

  @Test(arguments: UsageKey.allCases)
  func `no line is wider than the terminal`(_ key: UsageKey) {
    let long = UsageGroup(
      day: "2026-11-21", model: String(repeating: "model", count: 30), threadId: Self.thread,
      number: 1_000_000, title: Title(trusted: String(repeating: "毛糸", count: 30)),
      usage: Self.used)
    for width in [20, 40, 80, 200] {
      for line in table(key, [long], isTerminal: true).aligned(width: width).split(separator: "\n")
      {
        #expect(DisplayWidth.of(line) <= width, "\(line)")
      }
    }
  }

  @Test func `a pipe gets the number, or the id of what is gone, the state and the title`() {
    let rows = table(.thread, isTerminal: false).separated().split(separator: "\n").map {
      $0.split(separator: "\t", omittingEmptySubsequences: false).suffix(3).map(String.init)
    }
    #expect(
      rows == [
        ["7", "", "How wool is wound"], ["12", "", ""], ["3", "deleted", ""],
        ["\(Self.thread)", "deleted for good", ""], ["", "ephemeral", ""],
      ])
  }
}
