extension Noun {
  /// How a user is known elsewhere: to the kernel, or to a provider whose key is theirs.
  package struct Account: NamedPayload, Equatable {
    package static let typeName = "Account"
    package static let fields = [
      "id": "Its id.",
      "providerId": "Who knows the user by it: unix for the kernel, or a provider's name.",
      "accountId": "What the user is called there; a uid for unix.",
      "hasSecret": "Whether a secret is kept with it, which never leaves the daemon.",
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

    /// The provider whose accounts are uids, which only the kernel vouches for.
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

/// A key, say: 1 to 4096 bytes of one line. It shows itself to nobody who does not ask for it.
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
