extension Noun {
  /// An account of a user elsewhere: a uid of this machine, or an account at a provider.
  package struct Account: NamedPayload, Equatable {
    package static let typeName = "Account"
    package static let fields = [
      "id": "Its id.",
      "providerId": "Where the account is: unix for a uid of this machine, or a provider's name.",
      "accountId": "The user's name there; the uid for unix.",
      "hasSecret": "Whether a secret is stored with it; the secret itself never leaves the daemon.",
      "createdAt": "When it was linked.",
      "updatedAt": "When it last changed.",
    ]

    package let id: AccountID
    package let providerId: Label
    package let accountId: Label
    package var hasSecret: Bool
    package let createdAt: Timestamp
    package var updatedAt: Timestamp

    package init(
      id: AccountID, providerId: Label, accountId: Label, hasSecret: Bool, createdAt: Timestamp,
      updatedAt: Timestamp
    ) {
      self.id = id
      self.providerId = providerId
      self.accountId = accountId
      self.hasSecret = hasSecret
      self.createdAt = createdAt
      self.updatedAt = updatedAt
    }

    /// The provider whose accounts are uids; only the kernel can prove one.
    package static let kernel = "unix"
  }
}

extension Noun.Account {
  static let example = Noun.Account(
    id: AccountID(high: 0x0199_a3f5_2d3e_7b02, low: 0x8c2d_3e4f_5061_7283),
    providerId: Label(trusted: "openai"), accountId: Label(trusted: "default"), hasSecret: true,
    createdAt: Timestamp(milliseconds: 1_795_284_100_000),
    updatedAt: Timestamp(milliseconds: 1_795_284_100_000))
}

/// A secret such as an API key: 1 to 4096 bytes on one line. Its description does not show it.
package struct AccountSecret: RuledText {
  package static let byteLimit = 4096
  package static let expectation = "a secret of 1 to 4096 bytes on one line"
  package static let schema = Schema.string(minLength: 1, maxLength: byteLimit)

  package let text: String

  package init?(_ text: String) {
    guard let line = singleLine(text, limit: Self.byteLimit), line.utf8.count <= Self.byteLimit
    else { return nil }
    self.text = line
  }

  package init(trusted text: String) {
    self.text = text
  }

  package var description: String { "‹secret›" }
}
