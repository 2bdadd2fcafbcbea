import OpenAI
import Testing
import Wire

@testable import Service

/// The settings in force, and what is said of those that cannot be.
@Suite struct SettingsTests {
  @Test func `without anything configured OpenAI is asked, with its key from the environment`()
    throws
  {
    let settings = try read([:])
    #expect(settings.modelProviders.map(\.name) == ["openai"])
    #expect(settings.modelProviders.first?.key == .environment("OPENAI_API_KEY"))
    #expect(settings.model == Settings.openAIModel)
    #expect(settings.socket == "/tmp/skein-7/skein.sock")
    #expect(settings.database == "/home/ada/.local/share/skein/skein.db")
  }

  @Test func `a server of one's own under OPENAI_BASE_URL needs no key`() throws {
    let settings = try read(["OPENAI_BASE_URL": "http://127.0.0.1:1/v1"])
    #expect(settings.modelProviders.first?.baseURL == "http://127.0.0.1:1/v1")
    #expect(settings.modelProviders.first?.key == KeySource.none)
    #expect(settings.model == nil)
  }

  @Test(arguments: ["https://api.openai.com/v1/", "HTTPS://API.OpenAI.com/v1"])
  func `OpenAI itself is known however it is written`(baseURL: String) throws {
    let settings = try read(["OPENAI_BASE_URL": baseURL])
    #expect(settings.modelProviders.first?.key == .environment("OPENAI_API_KEY"))
    #expect(settings.model == Settings.openAIModel)
  }

  @Test func `a key in the environment brings OpenAI beside what is configured`() throws {
    let tree = provider("local")
    #expect(try read([:], tree).modelProviders.map(\.name) == ["local"])
    let both = try read(["OPENAI_API_KEY": "k"], tree)
    #expect(both.modelProviders.map(\.name) == ["local", "openai"])
    #expect(both.model == nil && both.offeredProvider == nil)
  }

  @Test func `without a key in the environment OpenAI is there for users who keep one`() throws {
    let offered = try read([:], provider("local")).offeredProvider
    #expect(offered?.name == "openai" && offered?.key == .environment("OPENAI_API_KEY"))
    #expect(try read([:]).offeredProvider == nil)
    #expect(try read([:], provider("openai")).offeredProvider == nil)
    // A provider that nobody asked for must not keep the daemon from starting.
    #expect(try read(["OPENAI_BASE_URL": "ftp:nowhere"], provider("local")).offeredProvider == nil)
  }

  @Test func `flags go over the environment, and that over the file`() throws {
    let file = SettingsTree(entries: [
      entry("logLevel", "debug", line: 1), entry("socket", "/file.sock", line: 2),
      entry("database", "~/file.db", line: 3),
    ])
    let (settings, tree) = try Settings.layered(
      SettingsFlags(configuration: "/c.yaml", socket: "/flag.sock"), uid: 7,
      variable: variables(["SKEIN_LOG_LEVEL": "error", "SKEIN_SOCKET": "/environment.sock"])
    ) { _ in file }
    #expect(settings.socket == "/flag.sock")
    #expect(settings.logLevel == .error)
    #expect(settings.database == "/home/ada/file.db")
    #expect(tree.origin(of: "socket") == "--socket")
    #expect(tree.origin(of: "logLevel") == "$SKEIN_LOG_LEVEL")
    #expect(tree.origin(of: "database") == "line 3 of /c.yaml")
    #expect(try settings.listing(tree).contains("socket: /flag.sock  # --socket"))
  }

  @Test(arguments: ["9007199254740991", "9007199254740992", "1e300", "-1", "0", "1.5", ".inf"])
  func `seconds that no clock counts are refused`(_ text: String) {
    let tree = SettingsTree(entries: [map("limits", [entry("stalledSeconds", text, line: 7)])])
    #expect {
      try read([:], tree)
    } throws: { error in
      "\(error)".contains("line 7 of /c.yaml: `limits.stalledSeconds`: expected")
    }
  }

  @Test(arguments: [
    ("logLevl", "info", "line 7 of /c.yaml: unknown setting `logLevl`, did you mean `logLevel`?"),
    ("zzzzzzzz", "1", "line 7 of /c.yaml: unknown setting `zzzzzzzz`"),
    (
      "logLevel", "loud",
      "line 7 of /c.yaml: `logLevel`: expected one of error, warning, info, debug, trace"
    ),
    (
      "graceSeconds", "soon", "line 7 of /c.yaml: `graceSeconds`: expected a number"
    ),
    (
      "graceSeconds", "-1",
      "line 7 of /c.yaml: `graceSeconds`: expected seconds, more than 0 and at most 86400"
    ),
    ("socket", "relative.sock", "line 7 of /c.yaml: `socket` must be an absolute path"),
  ])
  func `what cannot be used is named with its line`(
    _ name: String, _ text: String, _ message: String
  ) {
    #expect(throws: SettingsError(message)) {
      try read([:], SettingsTree(entries: [entry(name, text, line: 7)]))
    }
  }

  @Test(arguments: [
    "base_url", "baseUrl", "BASE-URL", "url", "api_base", "apiUrl", "endpoint", "openai_base_url",
  ])
  func `what other programs call the base URL, and however it is spelled, is understood`(
    name: String
  ) {
    let error = #expect(throws: SettingsError.self) {
      try read([:], provider("local", [entry(name, "http://127.0.0.1:1/v1", line: 7)]))
    }
    #expect(
      error?.description
        == "line 7 of /c.yaml: unknown setting `\(name)`, did you mean `baseURL`?")
  }

  @Test func `a relative SKEIN_CONFIG is no configuration to pass over`() {
    #expect(throws: SettingsError("$SKEIN_CONFIG: must be an absolute path")) {
      try read(["SKEIN_CONFIG": "rel.yaml"])
    }
  }

  @Test(arguments: ["apiKey", "api_key", "API-KEY", "key", "token", "openai_api_key"])
  func `where other programs have the key itself, the settings for it are named`(name: String) {
    for tree in [
      SettingsTree(entries: [entry(name, "sk-secret-0123456789", line: 7)]),
      provider("local", [entry(name, "sk-secret-0123456789", line: 7)]),
    ] {
      let error = #expect(throws: SettingsError.self) { try read([:], tree) }
      let said = error?.description ?? ""
      #expect(said.hasPrefix("line 7 of /c.yaml: unknown setting `\(name)`"))
      for word in ["`keyFile`", "`keyCommand`", "`keyEnv`", "skein key set"] {
        #expect(said.contains(word), "\(said)")
      }
      #expect(!said.contains("sk-secret"))
    }
  }

  @Test func `a provider has one key setting at most`() {
    let tree = provider("local", [entry("keyEnv", "K", line: 3), entry("keyFile", "/k", line: 4)])
    #expect(
      throws: SettingsError(
        "line 1 of /c.yaml: `providers.local` has keyEnv and keyFile: only one of them is allowed")
    ) { try read([:], tree) }
  }

  @Test func `a provider's interface is set for all its models, and for one`() throws {
    let models = map(
      "models", [map("gpt-4.1", [entry("api", "chat", line: 5)]), map("plain", [])])
    let tree = provider("local", [entry("api", "responses", line: 3), models])
    let settings = try read([:], tree)
    let provider = try #require(settings.modelProviders.first)
    #expect(["m", "gpt-4.1", "plain"].map(provider.api(of:)) == [.responses, .chat, .responses])
    let listing = try settings.listing(tree)
    #expect(listing.contains("providers.local.api: responses  # line 3 of /c.yaml"))
    #expect(listing.contains("providers.local.models.gpt-4.1.api: chat  # line 5 of /c.yaml"))
    let standard = try #require(try read([:], self.provider("local")).modelProviders.first)
    #expect(standard.api(of: "m") == .chat)
  }

  @Test func `what cannot be used of a model is named with its line, dots in its name or none`() {
    for (name, text, message) in [
      ("api", "respond", "`providers.local.models.gpt-4.1.api`: expected one of chat, responses"),
      ("apj", "chat", "unknown setting `apj`, did you mean `api`?"),
    ] {
      let models = map("models", [map("gpt-4.1", [entry(name, text, line: 5)])])
      #expect(throws: SettingsError("line 5 of /c.yaml: \(message)")) {
        try read([:], provider("local", [models]))
      }
    }
  }

  @Test func `a provider needs to be somewhere`() {
    let tree = SettingsTree(entries: [
      map("providers", [map("local", [entry("keyEnv", "K", line: 3)])])
    ])
    #expect(
      throws: SettingsError(
        "line 1 of /c.yaml: `providers.local.baseURL`: expected a string (it is missing)")
    ) { try read([:], tree) }
  }

  @Test func `text that looks like a number is text where text is wanted`() throws {
    let tree = SettingsTree(entries: [entry("model", "4.1", line: 1)])
    #expect(try read([:], tree).model?.text == "4.1")
    let limits = SettingsTree(entries: [map("limits", [entry("connections", "8", line: 2)])])
    #expect(try read([:], limits).limits.connections == 8)
  }

  @Test func `a provider waits for words as long as it is told, else ten minutes`() throws {
    let told = provider("local", [entry("wordTimeoutSeconds", "1800", line: 3)])
    #expect(try read([:], told).modelProviders.map(\.wordTimeoutSeconds) == [1800])
    #expect(try read([:], provider("local")).modelProviders.map(\.wordTimeoutSeconds) == [600])
    #expect(throws: SettingsError.self) {
      try read([:], provider("local", [entry("wordTimeoutSeconds", "0", line: 3)]))
    }
  }

  @Test
  func `options stand at models and aliases, and what is in extra has the type it looks like`()
    throws
  {
    let options = map(
      "options",
      [
        entry("maxTokens", "512", line: 5), entry("reasoningEffort", "low", line: 6),
        map(
          "extra",
          [
            entry("top_k", "40", line: 7), entry("think", "false", line: 8),
            entry("mode", "exact", line: 9),
          ]),
      ])
    let tree = SettingsTree(entries: [
      map(
        "providers",
        [
          map(
            "p",
            [
              entry("baseURL", "http://127.0.0.1:1/v1", line: 2),
              map("models", [map("m", [options])]),
            ])
        ]),
      map(
        "aliases",
        [
          entry("plain", "p/m", line: 10),
          map("exact", [entry("model", "p/m", line: 11), options]),
        ]),
    ])
    let settings = try read([:], tree)
    let found = try #require(settings.knownModels["p"]?.models["m"]?.options)
    #expect(found.maxTokens?.number == 512 && found.reasoningEffort?.text == "low")
    #expect(found.extra?.object.text == #"{"top_k":40,"think":false,"mode":"exact"}"#)
    #expect(settings.aliases[ModelName(trusted: "exact")]?.options == found)
    #expect(
      settings.aliases[ModelName(trusted: "plain")] == .init(model: ModelName(trusted: "p/m")))
    #expect(try settings.listing(tree).contains("aliases.plain: p/m  # line 10"))
    #expect(try settings.listing(tree).contains(#"providers.p.models.m.options: {"maxTokens":512"#))
  }

  @Test func `an option that can't be is named with its line`() {
    let tree = provider(
      "p", [map("models", [map("m", [map("options", [entry("maxTokens", "many", line: 7)])])])])
    #expect {
      try read([:], tree)
    } throws: { error in
      "\(error)".hasPrefix(
        "line 7 of /c.yaml: `providers.p.models.m.options.maxTokens`: expected")
    }
  }

  @Test func `a home is needed only when the database has no other place`() throws {
    #expect(throws: SettingsError.self) {
      try Settings.layered(SettingsFlags(), uid: 7, variable: { _ in nil }) { _ in nil }
    }
    let settings = try Settings.layered(
      SettingsFlags(database: "/d.db"), uid: 7, variable: { _ in nil }
    ) { _ in nil }.settings
    #expect(settings.database == "/d.db")
  }

  private func read(
    _ environment: [String: String], _ tree: SettingsTree? = nil
  ) throws -> Settings {
    try Settings.layered(
      SettingsFlags(configuration: tree.map { _ in "/c.yaml" }), uid: 7,
      variable: variables(environment)
    ) { _ in tree }.settings
  }

  private func variables(_ values: [String: String]) -> @Sendable (String) -> String? {
    { values[$0] ?? ($0 == "HOME" ? "/home/ada" : nil) }
  }

  private func provider(
    _ name: String, _ more: [SettingsTree.Entry] = []
  ) -> SettingsTree {
    let settings = [entry("baseURL", "http://127.0.0.1:1/v1", line: 2)] + more
    return SettingsTree(entries: [map("providers", [map(name, settings)])])
  }

  private func entry(_ name: String, _ text: String, line: Int) -> SettingsTree.Entry {
    SettingsTree.Entry(
      name: name,
      node: .init(.text(text, isQuoted: false), origin: "line \(line) of /c.yaml"))
  }

  private func map(_ name: String, _ entries: [SettingsTree.Entry]) -> SettingsTree.Entry {
    SettingsTree.Entry(name: name, node: .init(.map(entries), origin: "line 1 of /c.yaml"))
  }

  @Test(arguments: [
    (
      "unknown setting `modle`, did you mean `model`?",
      "unknown setting `modle`, did you mean `model`?"
    ),
    ("expected a number", "expected a number."), ("It is.", "It is."),
  ])
  func `a sentence ends with one mark`(said: String, sentence: String) {
    #expect(SettingsError(said).sentence == sentence)
  }
}
