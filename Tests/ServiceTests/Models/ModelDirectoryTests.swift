import OpenAI
import Store
import Testing
import Wire

@testable import Service

/// Which model a name means.
@Suite struct ModelDirectoryTests {
  let one = Provider(name: "one", baseURL: "http://127.0.0.1:1/v1")
  let two = Provider(name: "two", baseURL: "http://127.0.0.1:2/v1")
  private let home: TemporaryDaemon
  private let user: UserKey

  init() throws {
    home = try TemporaryDaemon()
    user = try home.daemon.store.owner(peer: .own()).key
  }

  @Test(arguments: [
    ("one/a", "one", "a"), ("two/b", "two", "b"), ("a", "one", "a"), ("b", "two", "b"),
    ("vendor/c", "two", "vendor/c"), ("two/vendor/c", "two", "vendor/c"),
    // What a list leaves out and its provider takes all the same.
    ("one/llama", "one", "llama"), ("llama", "one", "llama"), ("two/b:online", "two", "b:online"),
    ("gemini", "two", "gemini"),
  ])
  func `a name goes to the provider before its slash, or to the only one that lists it`(
    _ name: String, _ provider: String, _ model: String
  ) throws {
    let choice = try listed().choose(ModelName(name), for: user)
    #expect(choice.provider.name == provider)
    #expect(choice.model == model)
    #expect(choice.name.text == "\(provider)/\(model)")
  }

  @Test func `an offered provider is there for who holds a key for it`() throws {
    let offered = Provider(
      name: "openai", baseURL: "http://127.0.0.1:3/v1", key: .environment("OPENAI_API_KEY"))
    func directory(_ users: Set<UserKey>) -> ModelDirectory {
      ModelDirectory(
        providers: [one],
        offered: OfferedProvider(provider: offered, holders: KeyHolders(of: "openai", users)),
        defaultModel: nil,
        lists: ModelLists(
          source: ScriptedModels().source,
          listed: [.init(provider: "one", user: nil): ListedModels(names: ["a"])]))
    }
    let held = directory([user])
    #expect(held.providers(for: user).map(\.name) == ["one", "openai"])
    #expect(try held.choose(ModelName("openai/gpt"), for: user).provider.name == "openai")
    #expect(held.missingKeyVariables(for: user).isEmpty)
    let without = directory([])
    #expect(without.providers(for: user).map(\.name) == ["one"])
    let fault = #expect(throws: Fault.self) {
      try without.find(ModelName(trusted: "openai/gpt"), for: user, after: ["one": answer(["a"])])
    }
    #expect(fault?.data.code == "noKey" && fault?.data.param == "OPENAI_API_KEY")
    #expect(fault?.data.provider == "openai")
  }

  @Test func `a provider without a list is told of where no name is near`() throws {
    let directory = try directory([one, two], default: nil, lists: ["one": ["llama"]])
    func message(_ name: String) -> String {
      let fault = #expect(throws: Fault.self) {
        try directory.find(
          ModelName(trusted: name), for: user, after: ["one": answer(["llama"])])
      }
      return fault?.message ?? ""
    }
    #expect(message("zzzzzzzz").contains("two did not answer with a list of models"))
    #expect(message("zzzzzzzz").contains("name it as two/zzzzzzzz."))
    #expect(!message("lama").contains("did not answer"))
  }

  @Test func `a gateway's own names may begin as it does`() throws {
    let directory = try directory([one], default: nil, lists: ["one": ["one/a", "b"]])
    #expect(try directory.choose(ModelName("one/a"), for: user).model == "one/a")
    #expect(try directory.choose(ModelName("one/b"), for: user).model == "b")
  }

  @Test(arguments: [
    ("one/A", ["one/a"]), ("one/llana", ["one/llama:latest"]), ("vendor/d", ["two/vendor/c"]),
    ("LLAMA:latest", ["one/llama:latest"]), ("nothing like it", []),
  ])
  func `a name that no list holds is asked for once more, then refused with the nearest`(
    _ name: String, _ nearest: [String]
  ) throws {
    let directory = try listed()
    let inquiry = #expect(throws: ModelDirectory.Inquiry.self) {
      try directory.choose(ModelName(name), for: user)
    }
    #expect(inquiry?.providers.map(\.name) == (name.hasPrefix("one/") ? ["one"] : ["one", "two"]))
    let heard = ["one": answer(Self.lists["one"]), "two": answer(Self.lists["two"])]
    let fault = #expect(throws: Fault.self) {
      try directory.find(ModelName(trusted: name), for: user, after: heard)
    }
    #expect(fault?.kind == .invalidParams && fault?.data.path == "model")
    for near in nearest { #expect(fault?.message.contains(near) == true, "\(fault as Any)") }
    if nearest.isEmpty { #expect(fault?.message.contains("nearest") == false) }
  }

  @Test func `a beginning that is no provider's is never part of a model that nobody lists`() throws
  {
    for lists in [["one": ["a"]], ["one": nil]] as [[String: [String]?]] {
      let directory = try directory([one], default: nil, lists: lists)
      #expect(throws: ModelDirectory.Inquiry.self) {
        try directory.choose(ModelName("other/a"), for: user)
      }
      let fault = #expect(throws: Fault.self) {
        try directory.find(
          ModelName(trusted: "other/a"), for: user, after: ["one": answer(lists["one"] ?? nil)])
      }
      #expect(fault?.message.contains("none is called “other”") == true)
      #expect(fault?.message.contains("one/") == true)
    }
  }

  @Test func `a name from elsewhere is known by an alias, by a list or by the configuration`()
    throws
  {
    let settings = try directory(
      [one, two], default: nil, lists: ["one": ["a", "c"], "two": ["c", "vendor/d"]],
      aliases: ["quick": "one/unlisted"])
    for name in ["quick", "a", "one/a", "vendor/d", "two/vendor/d", "one/c"] {
      #expect(settings.knows(ModelName(trusted: name), for: user), "\(name)")
    }
    // Of two providers, gone, of nobody, and what a provider without a list would take.
    for name in ["c", "b", "two/a", "gpt-4", "one/unlisted", "other/a"] {
      #expect(!settings.knows(ModelName(trusted: name), for: user), "\(name)")
    }
    let listless = try directory([one], default: "one/x", lists: ["one": nil])
    #expect(!listless.knows(ModelName(trusted: "gpt-4"), for: user))
    let unasked = try directory([one], default: "one/x")
    #expect(!unasked.knows(ModelName(trusted: "gpt-4"), for: user))
  }

  @Test func `a name that two providers list is refused with both`() throws {
    let directory = try directory([one, two], default: nil, lists: ["one": ["a"], "two": ["a"]])
    let fault = #expect(throws: Fault.self) { try directory.choose(ModelName("a"), for: user) }
    #expect(fault?.data.expected == "the model with its provider: one/a or two/a")
  }

  @Test func `before one provider is told to be the only one, the others are asked`() throws {
    let directory = try directory([one, two], default: nil, lists: ["one": ["a"]])
    let inquiry = #expect(throws: ModelDirectory.Inquiry.self) {
      try directory.choose(ModelName("a"), for: user)
    }
    #expect(inquiry?.providers == [two])
  }

  @Test func `a provider without a list takes any name behind its own`() throws {
    let directory = try directory([one, two], default: nil, lists: ["one": nil, "two": ["b"]])
    #expect(try directory.choose(ModelName("one/vendor/x"), for: user).model == "vendor/x")
    let fault = #expect(throws: Fault.self) {
      try directory.find(
        ModelName(trusted: "x"), for: user, after: ["one": answer(nil), "two": answer(["b"])])
    }
    #expect(fault?.message.contains("one/x") == true)
    let alone = try self.directory([one], default: nil, lists: ["one": nil])
    #expect(try alone.choose(ModelName("x"), for: user).name.text == "one/x")
  }

  @Test func `what the configuration names needs no list, and under models is in every one`() throws
  {
    let unknown = try directory([one, two], default: "one/x", aliases: ["quick": "two/y"])
    #expect(try unknown.choose(nil, for: user).name.text == "one/x")
    #expect(try unknown.choose(ModelName("one/x"), for: user).name.text == "one/x")
    #expect(try unknown.choose(ModelName("quick"), for: user).name.text == "two/y")
    #expect(throws: ModelDirectory.Inquiry.self) {
      try unknown.choose(ModelName("one/z"), for: user, mustKnow: true)
    }
    #expect(try unknown.choose(ModelName("one/z"), for: user).name.text == "one/z")
    let known = try directory(
      [one, two], default: nil, lists: ["one": ["a"], "two": ["b"]],
      known: ["two": KnownModels(models: ["hidden": ModelSettings()])])
    #expect(try known.choose(ModelName("hidden"), for: user).provider == two)
    #expect(try known.choose(ModelName("two/hidden"), for: user).provider == two)
  }

  @Test func `a provider that can't list now is asked itself where it is named`() throws {
    let directory = try directory([one, two], default: nil, lists: ["one": ["a"], "two": ["b"]])
    let heard = ["one": Result<[Model], Failure>.failure(Failure(.timeout, "Slow."))]
    #expect(
      try directory.find(ModelName(trusted: "one/new"), for: user, after: heard).model == "new")
  }

  @Test func `without any name the configured one is meant, and its absence is said`() throws {
    #expect(try directory([one, two], default: "two/z").choose(nil, for: user).model == "z")
    let fault = #expect(throws: Fault.self) {
      try directory([one, two], default: nil).choose(nil, for: user)
    }
    #expect(fault?.message.contains("`model:`") == true)
    #expect(fault?.message.contains("SKEIN_MODEL") == true)
    #expect(throws: ModelDirectory.Inquiry.self) {
      try directory([one], default: nil).choose(nil, for: user)
    }
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
    #expect(try directory.choose(ModelName("gpt"), for: user).name.text == "one/gpt")
    #expect(try directory.choose(ModelName("two/z"), for: user).name.text == "two/z")
    #expect(try directory.choose(ModelName("z"), for: user).name.text == "one/y")
    let standard = try directory.choose(nil, for: user)
    #expect(standard.name.text == "two/z")
    #expect(directory.isDefault(standard, for: user))
    #expect(directory.aliasList(for: user).map(\.model) == ["two/z", "one/gpt", "one/y"])
  }

  @Test func `a model without its provider is looked for behind an alias too`() throws {
    let directory = try directory(
      [one, two], default: "fast", lists: ["one": ["z"], "two": ["b"]], aliases: ["fast": "z"])
    #expect(try directory.choose(nil, for: user).name.text == "one/z")
    #expect(directory.aliasList(for: user) == [.init(name: "fast", model: "one/z")])
  }

  @Test(arguments: [
    (["a b": "m"], "an alias has 1 to 64 of the characters a-z, A-Z, 0-9, _, -, . and :"),
    (["one/a": "m"], "an alias has 1 to 64 of the characters a-z, A-Z, 0-9, _, -, . and :"),
    (["a": "b", "b": "m"], "`aliases.a` must name a model, not an alias"),
    (["a": "a"], "`aliases.a` must name a model, not an alias"),
  ])
  func `an alias has no slash and means no alias`(aliases: [String: String], words: String) {
    let error = #expect(throws: SettingsError.self) {
      try directory([one], default: nil, aliases: aliases)
    }
    #expect(error?.description.hasSuffix(words) == true)
  }

  /// What two providers list.
  private static let lists = [
    "one": ["a", "llama:latest"], "two": ["b", "vendor/c", "models/gemini"],
  ]

  private func listed() throws -> ModelDirectory {
    try directory([one, two], default: nil, lists: Self.lists.mapValues { $0 })
  }

  /// A provider's answer; without names it has no list.
  private func answer(_ names: [String]?) -> Result<[Model], Failure> {
    .success((names ?? []).map(Model.init(id:)))
  }

  private func directory(
    _ providers: [Provider], default name: String?, lists: [String: [String]?] = [:],
    aliases: [String: String] = [:], known: [String: KnownModels] = [:]
  ) throws(SettingsError) -> ModelDirectory {
    try .scripted(providers, default: name, lists: lists, aliases: aliases, known: known)
  }
}
