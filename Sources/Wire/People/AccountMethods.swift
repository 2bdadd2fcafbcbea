/// `account/link`
package enum AccountLink: Method {
  package typealias Runs = Write
  package static let name = "account/link"
  package static let summary = "Store an account that you have elsewhere, with or without a secret."
  package static let details = """
    If you already have an account with this providerId and accountId, it is the answer, and a \
    secret that is given replaces its secret. If providerId is the name of a configured provider, \
    your turns and model/list use the secret as the API key there, instead of the configured key. \
    Secrets are stored encrypted, and no method returns one. providerId cannot be unix: only the \
    kernel, or an operator with user/create, decides which user has a uid.
    """

  package struct Params: Payload {
    package static let fields = [
      "providerId":
        "Where the account is, 1 to 200 characters; for an API key, a configured provider's name.",
      "accountId": "Your name there, 1 to 200 characters.",
      "secret": "A secret such as your API key, at most 4096 bytes.",
    ]

    package var providerId: Label
    package var accountId: Label
    package var secret: AccountSecret?

    package init(providerId: Label, accountId: Label, secret: AccountSecret? = nil) {
      self.providerId = providerId
      self.accountId = accountId
      self.secret = secret
    }
  }

  package struct Result: Payload, Equatable {
    package static let fields = ["account": "The account."]

    package let account: Noun.Account

    package init(_ account: Noun.Account) {
      self.account = account
    }
  }

  package static let example = Example<AccountLink>(
    Params(
      providerId: Noun.Account.example.providerId, accountId: Noun.Account.example.accountId,
      secret: AccountSecret(trusted: "sk-example")),
    Result(.example))
}

/// `account/list`
package enum AccountList: Method {
  package typealias Runs = Read
  package typealias Params = PageParams
  package typealias Result = Page<Noun.Account>
  package static let name = "account/list"
  package static let summary = "List your accounts, the newest first."

  package static let example = Example<AccountList>(Params(), Page([Noun.Account.example]))
}

/// `account/unlink`
package enum AccountUnlink: IDMethod {
  package typealias Runs = Write
  package typealias Named = Noun.Account
  package typealias Result = Done
  package static let name = "account/unlink"
  package static let summary = "Delete an account and its secret permanently."
  package static let details = "An account of the provider unix cannot be deleted."
  package static let faults: [Fault.Kind] = [.notFound]
  package static let idSummary = "The account's id, as account/list shows it."

  package static let example = Example<AccountUnlink>(
    Params(accountId: Noun.Account.example.id), Done())
}
