/// `account/link`
package enum AccountLink: Method {
  package typealias Runs = Write
  package static let name = "account/link"
  package static let summary = "Keep how you are known elsewhere, with a secret or without."
  package static let details = """
    An account of yours with the same providerId and accountId is the one that is answered; a \
    secret given replaces its secret. The secret of an account whose providerId is a configured \
    provider's name is the key that your turns and model/list use there, before the configured \
    one. Secrets are encrypted where they are kept and no method answers with one. providerId can \
    not be unix: only the kernel, or an operator's user/create, says who has a uid.
    """

  package struct Params: Payload {
    package static let fields = [
      "providerId": "Who knows you by it, 1 to 200 characters; a configured provider's name.",
      "accountId": "What you are called there, 1 to 200 characters.",
      "secret": "Your key, say, at most 4096 bytes.",
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
  package typealias Result = Page<Noun.Account>
  package static let name = "account/list"
  package static let summary = "List your accounts, the newest first."

  package struct Params: Payload {
    package static let fields = [
      "limit": "The most entries that a page holds, 1 to 200; 50 by default.",
      "cursor": "The nextCursor of the previous page.",
    ]

    package var limit: PageLimit?
    package var cursor: Cursor?

    package init(limit: PageLimit? = nil, cursor: Cursor? = nil) {
      self.limit = limit
      self.cursor = cursor
    }
  }

  package static let example = Example<AccountList>(Params(), Page([Noun.Account.example]))
}

/// `account/unlink`
package enum AccountUnlink: Method {
  package typealias Runs = Write
  package typealias Result = Done
  package static let name = "account/unlink"
  package static let summary = "Forget an account and its secret, for good."
  package static let details =
    "An account of the provider unix stays: a uid is not yours to give up."
  package static let faults: [Fault.Kind] = [.notFound]

  package struct Params: Payload {
    package static let fields = ["accountId": "The account's own id, as account/list shows it."]

    package var accountId: AccountID

    package init(accountId: AccountID) {
      self.accountId = accountId
    }
  }

  package static let example = Example<AccountUnlink>(
    Params(accountId: Noun.Account.example.id), Done())
}
