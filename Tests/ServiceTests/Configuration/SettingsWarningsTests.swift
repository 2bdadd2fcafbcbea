import Foundation
import Testing
import Wire

@testable import Service

/// What is told of settings that can be used, but are probably mistakes.
@Suite struct SettingsWarningsTests {
  @Test func `a name in extra that is similar to an option's gets a warning with its place`() throws
  {
    let extra = map("extra", [entry("temprature", "0.3", line: 4), entry("top_k", "4", line: 5)])
    let alias = map("fast", [entry("model", "local/m", line: 2), map("options", [extra])])
    let warnings = try warnings([map("aliases", [alias])])
    #expect(warnings.count == 1)
    #expect(
      warnings.first?.hasSuffix(
        "`aliases.fast.options.extra.temprature` is sent unchanged; did you mean "
          + "`aliases.fast.options.temperature`?") == true, "\(warnings)")
  }

  @Test(arguments: [
    ("nope/toy", "Begin it with the name of a provider (local, openai) and a slash, or add the"),
    ("lcoal/toy", "did you mean local/toy?"),
  ])
  func `a model that begins with the name of no provider is told, wherever it is named`(
    model: String, remedy: String
  ) throws {
    let prefix = model.prefix { $0 != "/" }
    let aliases = map(
      "aliases",
      [
        entry("quick", model, line: 8), map("slow", [entry("model", model, line: 9)]),
        entry("good", "local/m", line: 10), entry("bare", "m", line: 11),
      ])
    let warnings = try warnings([entry("model", model, line: 7), aliases])
    #expect(warnings.count == 3, "\(warnings)")
    let named = [(7, "model"), (8, "aliases.quick"), (9, "aliases.slow.model")]
    for ((line, setting), warning) in zip(named, warnings) {
      let start = "line \(line) of /c.yaml: `\(setting)` is \(model), but no provider is called "
      #expect(warning.hasPrefix(start + "“\(prefix)”"), "\(warning)")
      #expect(warning.contains(remedy), "\(warning)")
    }
  }

  @Test func `a model that a variable names is told with the variable`() throws {
    let warnings = try warnings([], environment: ["SKEIN_MODEL": "nope/toy"])
    #expect(warnings.map { $0.hasPrefix("$SKEIN_MODEL: `model` is nope/toy, but") } == [true])
  }

  @Test func `a gateway's model with a slash is none when its provider has settings for it`() throws
  {
    let models = map("models", [map("vendor/m", [entry("contextTokens", "4096", line: 4)])])
    #expect(try warnings([entry("model", "vendor/m", line: 7)], provider: [models]).isEmpty)
    #expect(try warnings([entry("model", "openai/gpt-5-mini", line: 7)]).isEmpty)
    #expect(try warnings([entry("model", "m", line: 7)]).isEmpty)
  }

  @Test(arguments: [
    ("http://127.0.0.1:1/v1/chat/completions", "/chat/completions"),
    ("http://127.0.0.1:1/v1/Chat/Completions/", "/chat/completions"),
    ("http://127.0.0.1:1/v1/completions?version=1", "/completions"),
    ("http://127.0.0.1:1/v1/models", "/models"),
    ("unix:/run/llama.sock:/v1/responses", "/responses"),
  ])
  func `a base URL that ends in what is added to it is told`(url: String, end: String) throws {
    #expect(
      try warnings([], url: url) == [
        "line 2 of /c.yaml: `providers.local.baseURL` ends in \(end), which skein adds itself: remove "
          + "it from the URL."
      ])
    #expect(
      try warnings([], environment: ["OPENAI_BASE_URL": url])
        == ["$OPENAI_BASE_URL ends in \(end), which skein adds itself: remove it from the URL."])
  }

  @Test(arguments: ["http://127.0.0.1:1/v1", "https://models.example", "unix:/run/models"])
  func `other base URLs are told nothing of`(url: String) throws {
    #expect(try warnings([], url: url).isEmpty)
  }

  @Test func `a key file that gives no key is told, until it does`() throws {
    let path = FileManager.default.temporaryDirectory.appending(path: "skein-\(UUID())").path
    defer { unlink(path) }
    let keyFile = [entry("keyFile", path, line: 3)]
    let start = "line 3 of /c.yaml: `providers.local.keyFile`: No key: "
    let end =
      "Questions to local fail until this file holds its key and only its owner can read it."
    #expect(
      try warnings([], provider: keyFile)
        == ["\(start)\(path) can't be read: No such file or directory (keyFile). \(end)"])
    try #require(FileManager.default.createFile(atPath: path, contents: Data("sk-x\n".utf8)))
    try #require(chmod(path, 0o644) == 0)
    #expect(
      try warnings([], provider: keyFile)
        == ["\(start)others may read \(path): chmod 600 it (keyFile). \(end)"])
    try #require(chmod(path, 0o600) == 0)
    #expect(try warnings([], provider: keyFile).isEmpty)
  }

  /// Of the given settings, with one provider, `local`.
  private func warnings(
    _ entries: [SettingsTree.Entry], url: String = "http://127.0.0.1:1/v1",
    provider more: [SettingsTree.Entry] = [], environment: [String: String] = [:]
  ) throws -> [String] {
    let local = map("local", [entry("baseURL", url, line: 2)] + more)
    let tree = SettingsTree(entries: entries + [map("providers", [local])])
    return try Settings.layered(
      SettingsFlags(configuration: "/c.yaml"), uid: 7,
      variable: { environment[$0] ?? ($0 == "HOME" ? "/home/ada" : nil) }
    ) { _ in tree }.settings.warnings
  }

  private func entry(_ name: String, _ text: String, line: Int) -> SettingsTree.Entry {
    SettingsTree.Entry(
      name: name,
      node: .init(.text(text, isQuoted: false), origin: "line \(line) of /c.yaml"))
  }

  private func map(_ name: String, _ entries: [SettingsTree.Entry]) -> SettingsTree.Entry {
    SettingsTree.Entry(name: name, node: .init(.map(entries), origin: "line 1 of /c.yaml"))
  }
}
