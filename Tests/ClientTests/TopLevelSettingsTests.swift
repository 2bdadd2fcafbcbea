import Testing

@testable import Client

/// What is read of a configuration without a YAML parser.
struct TopLevelSettingsTests {
  private func value(_ text: String) -> TopLevelSettings.Value? {
    TopLevelSettings(text.utf8, names: ["socket", "database"]).values["database"]
  }

  @Test(arguments: [
    ("database: /a/b.db\n", "/a/b.db"), ("database:   /a b.db  # kept\r\n", "/a b.db"),
    ("database: '/a''s.db' # x\n", "/a's.db"), (#"database: "/a\"\\b.db""#, #"/a"\b.db"#),
    ("\u{FEFF}# one\n---\ndatabase: ~/b#c.db", "~/b#c.db"),
    ("'database' : /a\n", "/a"), (#""database": /a"#, "/a"),
    ("  model: m\n  database: /a\n", "/a"),
    ("providers:\n  database:\n    baseURL: x\ndatabase: /a\n", "/a"),
    ("database: /a\ndatabase: /b\n", "/a"), ("database: http://x:1\n", "http://x:1"),
  ])
  func `plain and quoted text is read as it is meant`(text: String, value expected: String) {
    #expect(value(text) == .text(expected), "\(text)")
  }

  @Test(arguments: [
    "", "model: m\n", "# database: /a\n", "database:\n", "database: ~\n", "database: null # x\n",
    "providers:\n  p:\n    database: /a\n", "databases: /a\n", "keyCommand: |\n  database: /a\n",
    "database:/a\n",
  ])
  func `what is not said is not read`(text: String) {
    #expect(value(text) == nil, "\(text)")
  }

  @Test(arguments: [
    ("model: m\ndatabase: |\n  /a\n", 2), ("database:\n  /a\n", 1), ("{database: /a}\n", 1),
    ("database: !!str /a\n", 1), ("database: /a\n  b\n", 1), ("database: [/a]\n", 1),
    (#"database: "/\u0061""#, 1), ("database: '/a\n", 1), ("database: 'a' b\n", 1),
  ])
  func `what takes a parser is told by its line, and never guessed`(text: String, line: Int) {
    #expect(value(text) == .unclear(line: line), "\(text)")
  }
}
