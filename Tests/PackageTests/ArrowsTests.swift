import Testing

/// The targets and the only arrows between them.
@Suite struct ArrowsTests {
  /// What each target may import beside the language's own modules and the C library.
  static let allowed: [String: Set<String>] = [
    "JSON": [],
    "Wire": ["JSON"],
    "Identity": [],
    "Store": ["Wire", "JSON", "Identity", "GRDB", "GRDBSQLite", "Crypto"],
    "OpenAI": ["JSON", "CCurl"],
    "Turns": ["Wire"],
    "Service": ["Wire", "JSON", "Turns", "Store", "OpenAI", "Reference", "Logging"],
    "Transport": ["Wire", "JSON", "Identity", "NIOCore", "NIOPosix"],
    "Reference": ["Wire", "JSON"],
    "Client": ["Wire", "JSON", "Identity"],
    "skeind": [
      "Service", "Transport", "ServiceLifecycle", "UnixSignals", "Yams", "Logging",
      "ArgumentParser",
    ],
    "Commands": ["Client", "Wire", "ArgumentParser"],
    "skein": ["Commands"],
    "maintain": ["Reference", "Store", "Commands", "JSON"],
  ]

  /// The executable's folder, within that of the module which has all that it does.
  static let start = "Sources/skein/Main/"

  /// What comes with the toolchain.
  static let system: Set<String> = [
    "Synchronization", "Dispatch", "Glibc", "Musl", "Darwin",
  ]

  @Test(arguments: allowed.keys.sorted())
  func `a target imports nothing but what its arrows allow`(_ target: String) throws {
    let allowed = try #require(Self.allowed[target]).union(Self.system)
    let files = files(of: target)
    #expect(!files.isEmpty)
    for file in files {
      let strangers = imports(in: try Tree.text(file)).subtracting(allowed)
      #expect(strangers.isEmpty, "\(file) imports \(strangers.sorted())")
    }
  }

  @Test(arguments: allowed.keys.sorted())
  func `the manifest declares the arrows of the table`(_ target: String) throws {
    let allowed = try #require(Self.allowed[target])
    let declared = try dependencies(of: target, in: try Tree.text("Package.swift"))
    #expect(declared == allowed)
  }

  @Test func `the drawing in HACKING.md has the table's arrows between our own targets`() throws {
    let own = Set(Self.allowed.keys).union(["CCurl"])
    let table = Set(
      Self.allowed.flatMap { target, allowed in
        allowed.intersection(own).map { "\(target) --> \($0)" }
      })
    let drawn = try arrows(drawnIn: Tree.text("contrib/HACKING.md"))
    #expect(table.subtracting(drawn).sorted() == [], "these are missing in the drawing")
    #expect(drawn.subtracting(table).sorted() == [], "only the drawing has these")
  }

  @Test func `every folder of Sources stands in the table`() throws {
    let targets = Set(Self.allowed.keys).subtracting(["Commands"]).union(["CCurl"])
    #expect(Set(try Tree.names(in: "Sources")) == targets)
  }

  @Test func `who draws the tables cannot open the database`() throws {
    // The command reaches the store only through the socket, because it cannot name it.
    var reached: Set<String> = []
    var next = ["skein"]
    while let target = next.popLast() {
      guard reached.insert(target).inserted else { continue }
      next += Self.allowed[target] ?? []
    }
    #expect(reached.isDisjoint(with: ["Store", "GRDB", "Service", "OpenAI", "CCurl"]))
  }

  private func files(of target: String) -> [String] {
    let folder = target == "Commands" ? "skein" : target
    return Tree.files(below: "Sources/\(folder)", ending: ".swift").filter { file in
      file.hasPrefix(Self.start) ? target == "skein" : target != "skein"
    }
  }

  private func imports(in text: String) -> Set<String> {
    Set(
      text.split(separator: "\n").compactMap { line in
        let words = line.split(separator: " ").drop { ["@testable", "package"].contains($0) }
        // Prose in a text can begin a line with the same word.
        guard words.first == "import", words.count == 2 else { return nil }
        return words.last.map(String.init)
      })
  }

  /// Reads one target's section: its dependencies are the quoted names in it, products by name.
  private func dependencies(of target: String, in manifest: String) throws -> Set<String> {
    let opening = /\.(?:executableTarget|target)\(\s*name: "(\w+)"/
    let starts = manifest.matches(of: opening)
    let start = try #require(starts.first { $0.1 == target })
    let rest = manifest[start.range.upperBound...]
    let end = rest.firstRange(of: "swiftSettings:")?.lowerBound ?? rest.endIndex
    let section = String(rest[..<end])
    let products = Set(section.matches(of: /\.product\(\s*name: "(\w+)"/).map { String($0.1) })
    let plain = section.replacing(/\.product\([^)]*\)/, with: "")
      .replacing(/exclude: \[[^\]]*\]/, with: "")
    let targets = Set(plain.matches(of: /"(\w+)"/).map { String($0.1) })
    return products.union(targets)
  }

  /// Reads the arrows of a page's Mermaid drawing, solid or dotted. `A & B --> C & D` is four arrows.
  private func arrows(drawnIn page: String) throws -> Set<String> {
    let drawing = try #require(page.firstMatch(of: /```mermaid\n((?s:.*?))```/)).output.1
    var arrows: Set<String> = []
    for line in drawing.split(separator: "\n") {
      let ends = line.split(separator: #/ (?:-->|-\.->) /#).map { end in
        end.split(separator: "&").map { $0.filter { $0.isLetter } }
      }
      for (tails, heads) in zip(ends, ends.dropFirst()) {
        for tail in tails { arrows.formUnion(heads.map { "\(tail) --> \($0)" }) }
      }
    }
    return arrows
  }
}
