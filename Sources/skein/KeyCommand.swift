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
    subcommands: [KeySetCommand.self, KeyListCommand.self, KeyRemoveCommand.self])
}

struct KeySetCommand: SkeinCommand {
  static let configuration = CommandConfiguration(
    commandName: "set", abstract: "Keep a key, typed without being shown or piped in.",
    discussion: "skein key set openai; or: pass show openai | skein key set openai")

  @Argument(help: "The provider's name, as it is configured.", completion: Completions.providers)
  var provider: String
  @OptionGroup var global: GlobalOptions

  func execute(_ session: Session) throws {
    guard let provider = try checked(provider, Label.self, "The provider") else { return }
    // Whose the daemon is was looked at, and said, before the secret is asked for.
    let connection = try session.dialer.connect()
    let text = try secret(of: provider, session.console)
    // Never in a message: what is wrong with it is said, not what it is.
    guard let secret = AccountSecret(text) else {
      throw ClientError.usage("The key: expected \(AccountSecret.expectation).")
    }
    let result = try connection.callRaw(
      AccountLink.self,
      AccountLink.Params(
        providerId: provider, accountId: Label(trusted: "default"), secret: secret))
    if global.json { try session.console.print(json: result) }
  }
}

extension KeySetCommand {
  private func secret(of provider: Label, _ console: Console) throws -> String {
    // What comes next begins a line, also after Ctrl-C.
    defer { if console.canAsk { console.status("\n") } }
    return try SecretInput.read {
      console.status("Key for \(PrintableText.line(provider.text)): ")
    }
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
  }
}
