import ArgumentParser
import Client
import Wire

struct KeyCommand: DeclaredCommand {
  static let declaration = CommandDeclaration(
    "key", "Keep your own API keys for providers.",
    discussion: """
      The daemon keeps a key encrypted and never shows it again. Your turns use it instead of the \
      key that the daemon is configured with, from the next turn on.
      """,
    examples: ["skein key set openai", "skein key"],
    below: [KeySetCommand.self, KeyListCommand.self, KeyRemoveCommand.self],
    default: KeyListCommand.self)
}

struct KeySetCommand: SkeinCommand {
  static let declaration = CommandDeclaration(
    "set", "Keep an API key, typed without echo or piped in.",
    examples: [
      "skein key set openai",
      CommandExample("pass show openai | skein key set openai", "Take it from a password manager"),
    ])

  /// The provider that needs no configuration: it exists for each user who keeps a key for it.
  private static let builtIn = "openai"

  @Argument(
    help: "The provider's name in config.yaml; openai needs no configuration.",
    completion: Completions.providers)
  var provider: String
  @OptionGroup var global: GlobalOptions

  func execute(_ session: Session) throws {
    guard let provider = try checked(provider, Label.self, "The provider") else { return }
    // Whose the daemon is was looked at, and said, before the secret is asked for.
    let connection = try session.dialer.connect()
    let isConfigured = try check(provider, on: connection)
    let text = try SecretInput.read {
      session.console.status("Key for \(PrintableText.line(provider.text)): ")
    } ended: {
      session.console.status("\n")
    }
    // Never in a message: what is wrong with it is said, not what it is.
    guard let secret = AccountSecret(text),
      secret.text.utf8.allSatisfy({ (0x21...0x7E).contains($0) })
    else {
      throw ClientError.usage(
        "That is no key: expected one word of at most \(AccountSecret.byteLimit) letters, digits "
          + "and marks of ASCII.")
    }
    let params = AccountLink.Params(
      providerId: provider, accountId: Label(trusted: "default"), secret: secret)
    try session.change(AccountLink.self, params, on: connection) { _ in
      "Your key for \(provider.text) is kept, and used from the next question on."
        + (isConfigured ? "" : " skein -m \(provider.text)/NAME asks a model of it.")
    }
  }

  /// Refuses a provider that is not configured, because its key would never be used, unless it is
  /// the built-in one. Returns whether the daemon has the provider already.
  private func check(_ provider: Label, on connection: Connection) throws -> Bool {
    guard let names = try connection.call(ServerInfo.self, NoParams()).providers,
      !names.contains(provider.text)
    else { return true }
    if provider.text == Self.builtIn { return false }
    let known = names.count == 1 ? "there is" : "there are"
    throw ClientError.usage(
      "No provider \(provider.text) is configured; \(known) \(names.joined(separator: ", ")). Add it to config.yaml first: see man "
        + "skein.conf.")
  }
}

struct KeyListCommand: SkeinCommand {
  static let declaration = CommandDeclaration(
    "list", "List the providers that you keep keys for.",
    discussion: "With --json: the accounts behind them, as account/list returns them.",
    examples: ["skein key list"])

  @OptionGroup var global: GlobalOptions

  func execute(_ session: Session) throws {
    let connection = try session.dialer.connect()
    let keys = try connection.keys()
    if global.json {
      return try session.console.print(json: TypedJSON.encoded(Page(keys)))
    }
    var table = Table(columns: [.init(heading: "PROVIDER"), .init(heading: "SET")])
    table.rows = keys.map { account in
      [account.providerId.text, session.console.when(account.updatedAt)]
    }
    try session.console.show(table)
  }
}

struct KeyRemoveCommand: SkeinCommand {
  static let declaration = CommandDeclaration(
    "remove", "Delete your key for a provider for good.",
    examples: ["skein key remove openai"])

  @Argument(help: "The provider's name.", completion: Completions.providers) var provider: String
  @OptionGroup var force: ForceOption
  @OptionGroup var global: GlobalOptions

  func execute(_ session: Session) throws {
    let connection = try session.dialer.connect()
    let kept = try connection.keys().filter { $0.providerId.text == provider }
    guard !kept.isEmpty else {
      throw ClientError.usage("You keep no key for \(provider): skein key list shows them.")
    }
    try session.refuseUnasked(force)
    guard session.isMeant("Forget your key for \(PrintableText.line(provider)) for good?", force)
    else { return session.confirm("Your key for \(provider) stays.") }
    for account in kept {
      let result = try connection.callRaw(
        AccountUnlink.self, AccountUnlink.Params(accountId: account.id))
      if global.json { try session.console.print(json: result) }
    }
    session.confirm("Your key for \(provider) is forgotten.")
  }
}
