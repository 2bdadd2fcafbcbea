import OpenAI
import Testing
import Wire

@testable import Service

/// Which model a name means.
@Suite struct ModelDirectoryTests {
  let one = Provider(name: "one", baseURL: "http://127.0.0.1:1/v1")
  let two = Provider(name: "two", baseURL: "http://127.0.0.1:2/v1")

  @Test(arguments: [
    ("one/a", "one", "a"), ("two/a/b", "two", "a/b"), ("a", "two", "a"),
    ("other/a", "two", "other/a"),
  ])
  func `the first segment is a provider only where one is configured under it`(
    _ name: String, _ provider: String, _ model: String
  ) throws {
    let choice = try directory([one, two], default: "two/z").choose(ModelName(name))
    #expect(choice.provider.name == provider)
    #expect(choice.model == model)
    #expect(choice.name.text == "\(provider)/\(model)")
  }

  @Test func `with one provider a plain name is its model`() throws {
    let choice = try directory([one], default: nil).choose(ModelName("meta/llama"))
    #expect(choice.provider == one)
    #expect(choice.model == "meta/llama")
  }

  @Test func `with several and no default a plain name is refused with the names to choose from`()
    throws
  {
    let directory = try directory([one, two], default: nil)
    #expect(
      throws: Fault.invalidParams(path: "model", expected: "its provider too: one/a or two/a")
    ) {
      try directory.choose(ModelName("a"))
    }
  }

  @Test func `without any name the configured one is meant, and its absence is said`() throws {
    #expect(try directory([one, two], default: "two/z").choose(nil).model == "z")
    #expect(throws: Fault.self) { try directory([one, two], default: nil).choose(nil) }
    #expect(throws: ModelDirectory.Unnamed.self) { try directory([one], default: nil).choose(nil) }
  }

  @Test func `a single provider's only model needs no name`() async throws {
    let home = try TemporaryDaemon(script: { $0.answer("Hello") }, change: { $0.model = nil })
    home.models.offer(["small"], at: "test")
    let client = try home.connect()
    let ran = try await client.call(TurnRun.self, TurnRequest(input: Content(trusted: "Hi")))
    #expect(ran.turn.model.text == "test/small")
    let listed = try await client.call(ModelList.self, NoParams())
    #expect(listed.data.map(\.default) == [true])
  }

  @Test func `of several models one must be named`() async throws {
    let home = try TemporaryDaemon(change: { $0.model = nil })
    home.models.offer(["small", "large"], at: "test")
    let client = try home.connect()
    let fault = try await client.fault("turn/run", #"{"input":"Hi"}"#)
    #expect(fault.data.path == "model")
    #expect(fault.message.contains("small, large"))
    #expect(try await client.call(ThreadList.self, .init()).data.isEmpty)
  }

  @Test func `one dead provider does not keep the others from being listed`() async throws {
    let home = try TemporaryDaemon(change: { $0.modelProviders.append(two) })
    home.models.offer(["small"], at: "two")
    home.models.fail("test", with: Failure(.network, "Nobody listens there."))
    let listed = try await home.connect().call(ModelList.self, NoParams())
    #expect(listed.data.map(\.id) == ["two/small"])
    #expect(listed.errors == [.init(provider: "test", message: "Nobody listens there.")])
  }

  @Test func `an alias comes before a model of its name, and its model is followed once`() throws {
    let directory = try directory(
      [one, two], default: "fast", aliases: ["fast": "two/z", "gpt": "one/gpt", "z": "one/y"])
    #expect(try directory.choose(ModelName("gpt")).name.text == "one/gpt")
    #expect(try directory.choose(ModelName("two/z")).name.text == "two/z")
    #expect(try directory.choose(ModelName("z")).name.text == "one/y")
    let standard = try directory.choose(nil)
    #expect(standard.name.text == "two/z")
    #expect(directory.isDefault(standard))
    // What is no alias is looked for where the default model is.
    #expect(try directory.choose(ModelName("other")).name.text == "two/other")
    #expect(directory.aliasList.map(\.model) == ["two/z", "one/gpt", "one/y"])
  }

  @Test func `a model without its provider is refused behind an alias too`() throws {
    let directory = try directory([one, two], default: "fast", aliases: ["fast": "z"])
    #expect(
      throws: Fault.invalidParams(path: "model", expected: "its provider too: one/z or two/z")
    ) {
      try directory.choose(nil)
    }
    #expect(directory.aliasList == [.init(name: "fast", model: "z")])
  }

  @Test(arguments: [
    (["a b": "m"], "an alias has 1 to 64 of a-z, A-Z, 0-9, _, -, . and :"),
    (["one/a": "m"], "an alias has 1 to 64 of a-z, A-Z, 0-9, _, -, . and :"),
    (["a": "b", "b": "m"], "`aliases.a` must name a model, not an alias"),
    (["a": "a"], "`aliases.a` must name a model, not an alias"),
  ])
  func `an alias has no slash and means no alias`(aliases: [String: String], words: String) {
    let error = #expect(throws: SettingsError.self) {
      try directory([one], default: nil, aliases: aliases)
    }
    #expect(error?.description.hasSuffix(words) == true)
  }

  private func directory(
    _ providers: [Provider], default name: String?, aliases: [String: String] = [:]
  ) throws(SettingsError) -> ModelDirectory {
    ModelDirectory(
      providers: providers,
      aliases: try ModelAliases(aliases.compactMapValues(ModelName.init), in: SettingsTree()),
      defaultModel: name.flatMap(ModelName.init), source: ScriptedModels().source)
  }
}
