import ArgumentParser
import Client
import Wire

struct KeyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "key", abstract: "Keep your own keys of model providers.",
    discussion: """
      A key is kept encrypted by the daemon and never shown again. It is used for your turns \
      before the key that the daemon is configured with, from the next turn on.
      """,
    subcommands: [KeySetCommand.self, KeyListCommand.self, KeyRemoveCommand.self],
    defaultSubcommand: KeyListCommand.self)
}

struct KeySetCommand: SkeinCommand {
  static let configuration = CommandConfiguration(
    commandName: "set", abstract: "Keep a key, typed without being shown or piped in.",
    discussion: "skein key set openai; or: pass show openai | skein key set openai")

  /// The provider that is there for who keeps a key, also where others are configured.
  private static let builtIn = "openai"

  @Argument(
    help: "The provider's name, as it is configured; openai needs no configuration.",
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
    let result = try connection.callRaw(
      AccountLink.self,
      AccountLink.Params(
        providerId: provider, accountId: Label(trusted: "default"), secret: secret))
    if global.json { try session.console.print(json: result) }
    session.confirm(
      "Your key for \(provider.text) is kept, and used from the next question on."
        + (isConfigured ? "" : " skein -m \(provider.text)/NAME asks a model of it."))
  }

  /// A key of a provider that nobody configured would never be used, but for the one that needs no
  /// configuration; whether there is one.
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
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List the providers that you keep keys for.",
    discussion: "With --json: the accounts behind them, as account/list answers them.")

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
  static let configuration = CommandConfiguration(
    commandName: "remove", abstract: "Forget your key of a provider, for good.")

  @Argument(help: "The provider's name.", completion: Completions.providers) var provider: String
  @OptionGroup var global: GlobalOptions

  func execute(_ session: Session) throws {
    let connection = try session.dialer.connect()
    let kept = try connection.keys().filter { $0.providerId.text == provider }
    guard !kept.isEmpty else {
      throw ClientError.usage("You keep no key for \(provider): skein key list shows them.")
    }
    for account in kept {
      let result = try connection.callRaw(
        AccountUnlink.self, AccountUnlink.Params(accountId: account.id))
      if global.json { try session.console.print(json: result) }
    }
    session.confirm("Your key for \(provider) is forgotten.")
  }
}
