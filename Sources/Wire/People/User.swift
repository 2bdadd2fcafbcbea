extension Noun {
  /// Who owns everything else.
  package struct User: NamedPayload, Equatable {
    package static let typeName = "User"
    package static let fields = [
      "id": "Its id.",
      "email": "Unique, in lower case; login@localhost until changed.",
      "emailVerified": "Whether somebody vouched for the address.",
      "name": "What to call them.",
      "image": "Where their picture is.",
      "preferences": "The clients' own object.",
      "createdAt": "When the user was made.",
      "updatedAt": "When it last changed.",
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
