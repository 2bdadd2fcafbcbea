import Testing
import Wire

@testable import Commands

struct TableTests {
  private var table: Table {
    var table = Table(columns: [
      .init(heading: "ID"), .init(heading: "N", alignsRight: true), .init(heading: "TITLE"),
    ])
    table.rows = [["a1", "7", "毛糸"], ["b", "120", "a title that is long"]]
    return table
  }

  @Test func `columns line up and the last one is cut to fit`() {
    #expect(
      table.aligned(width: 20) == """
        ID    N  TITLE
        a1    7  毛糸
        b   120  a title th…

        """)
  }

  @Test(arguments: [3, 12, 16, 20, 24, 40])
  func `no line is longer than the terminal is wide, however narrow that is`(width: Int) {
    var table = Table(columns: [
      .init(heading: "#", alignsRight: true), .init(heading: "STATUS"), .init(heading: "TYPE"),
      .init(heading: "PAYLOAD"),
    ])
    table.rows = [["12", "completed", "configure_tooling", "{\"step\":1}"], ["7", "x", "y", "z"]]
    let lines = table.aligned(width: width).split(separator: "\n")
    #expect(lines.count == 3)
    #expect(lines.allSatisfy { DisplayWidth.of($0) <= width }, "\(lines)")
    // The number is what one needs.
    if width >= 12 { #expect(lines[1].hasPrefix("12  ")) }
  }

  @Test func `columns that can be done without make room for the names`() {
    var table = Table(columns: [
      .init(heading: "TURNS", alignsRight: true),
      .init(heading: "COST", alignsRight: true, dispensability: 1),
      .init(heading: "TIME", alignsRight: true, dispensability: 2), .init(heading: "NAME"),
    ])
    table.rows = [["7", "0.0001", "12 ms", "a name of thirty characters in all"]]
    func headings(_ width: Int) -> [Substring] {
      table.aligned(width: width).prefix { $0 != "\n" }.split(separator: " ")
    }
    #expect(headings(80) == ["TURNS", "COST", "TIME", "NAME"])
    #expect(headings(44) == ["TURNS", "COST", "NAME"])
    #expect(headings(31) == ["TURNS", "NAME"])
    #expect(headings(12) == ["TURNS", "NAME"])
    // A short name needs no more than it has.
    table.rows = [["7", "0.0001", "12 ms", "short"]]
    #expect(headings(34) == ["TURNS", "COST", "TIME", "NAME"])
    #expect(table.separated() == "7\t0.0001\t12 ms\tshort\n")
  }

  @Test func `a pipe gets tabs, whole values and no heading`() {
    #expect(table.separated() == "a1\t7\t毛糸\nb\t120\ta title that is long\n")
  }

  @Test func `wide characters count twice`() {
    #expect(DisplayWidth.of("毛糸") == 4)
    #expect(DisplayWidth.of("e\u{301}") == 1)
    #expect(DisplayWidth.of("🧶") == 2)
    #expect(DisplayWidth.fitted("毛糸毛糸", columns: 6) == "毛糸…")
    #expect(DisplayWidth.fitted("abc", columns: 3) == "abc")
  }

  @Test(
    arguments: [
      (0, "now"), (59, "now"), (60, "1 min"), (3599, "59 min"), (7200, "2 h"), (86_400, "1 d"),
      (20 * 86_400, "2026-11-01"), (-500, "now"),
    ] as [(Int64, String)])
  func `ages are short`(seconds: Int64, text: String) throws {
    let now = try #require(Timestamp("2026-11-21T18:04:45.120Z"))
    let then = Timestamp(milliseconds: now.milliseconds - seconds * 1000)
    #expect(Age.text(of: then, now: now) == text)
  }
}
