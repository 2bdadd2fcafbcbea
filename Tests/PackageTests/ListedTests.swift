import Testing

/// Declarations that must also be added to a list by hand. These tests name the forgotten ones.
@Suite struct ListedTests {
  @Test func `every method and every notification is listed in API.swift`() throws {
    let declared = try names(
      matching: #/^package enum (\w+): \w*(?:Method|Notification)\b/#, below: "Sources/Wire")
    let listed = try names(
      matching: #/^  (\w+)\.self,?$/#, in: "Sources/Wire/Declaration/API.swift")
    #expect(declared.subtracting(listed) == [], "API.swift lacks these")
    #expect(
      listed.subtracting(declared) == [], "this test does not recognize how these are declared")
  }

  @Test func `every migration is listed in Migration.swift`() throws {
    let declared = try names(matching: #/^enum Schema(\d+)\b/#, below: "Sources/Store/Migrations")
    let text = try Tree.text("Sources/Store/Migrations/Migration.swift")
    let steps = text.matches(of: #/version: (\d+),(?s:.*?)sql: Schema(\d+)\./#)
    for step in steps {
      #expect(step.1 == step.2, "version \(step.1) has the SQL of version \(step.2)")
    }
    #expect(Set(steps.map { String($0.1) }) == declared)
  }

  @Test func `every command is listed below another one`() throws {
    let declared = try names(matching: #/^struct (\w+Command): /#, below: "Sources/skein")
    let listed = try names(matching: #/\b(\w+Command)\.self\b/#, below: "Sources/skein")
    #expect(declared.subtracting(listed) == [], "no command line calls these")
    #expect(
      listed.subtracting(declared) == [], "this test does not recognize how these are declared")
  }

  private func names(
    matching pattern: Regex<(Substring, Substring)>, below folder: String
  ) throws -> Set<String> {
    try Tree.files(below: folder, ending: ".swift").reduce(into: []) { found, file in
      found.formUnion(try names(matching: pattern, in: file))
    }
  }

  private func names(
    matching pattern: Regex<(Substring, Substring)>, in file: String
  ) throws -> Set<String> {
    let found = try Tree.text(file).matches(of: pattern.anchorsMatchLineEndings())
    return Set(found.map { String($0.1) })
  }
}
