extension Noun {
  /// A user of the daemon, the owner of all other things.
  package struct User: NamedPayload, Equatable {
    package static let typeName = "User"
    package static let fields = [
      "id": "Its id.",
      "email": "Unique, in lower case; login@localhost until changed.",
      "emailVerified": "Whether the address was verified.",
      "name": "The user's name.",
      "image": "Where the user's picture is.",
      "preferences": "A JSON object of the clients' own.",
      "createdAt": "When the user was made.",
      "updatedAt": "When the user last changed.",
    ]

    package let id: UserID
    package var email: String
    package var emailVerified: Bool
    package var name: String?
    package var image: String?
    package var preferences: FreeObject
    package let createdAt: Timestamp
    package var updatedAt: Timestamp

    package init(
      id: UserID, email: String, emailVerified: Bool = false, name: String? = nil,
      image: String? = nil, preferences: FreeObject = .empty, createdAt: Timestamp,
      updatedAt: Timestamp
    ) {
      self.id = id
      self.email = email
      self.emailVerified = emailVerified
      self.name = name
      self.image = image
      self.preferences = preferences
      self.createdAt = createdAt
      self.updatedAt = updatedAt
    }
  }
}

extension Noun.User {
  static let example = Noun.User(
    id: UserID(high: 0x0199_a3f0_11aa_7001, low: 0x8a0b_0c0d_0e0f_1011), email: "ada@localhost",
    name: "Ada", createdAt: Timestamp(milliseconds: 1_795_280_000_000),
    updatedAt: Timestamp(milliseconds: 1_795_280_000_000))
}
