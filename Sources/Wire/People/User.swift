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

/// `user/get`
package enum UserGet: Method {
  package typealias Runs = Read
  package typealias Params = NoParams
  package typealias Result = UserResult
  package static let name = "user/get"
  package static let summary = "Show the user of this connection."

  package static let example = Example<UserGet>(NoParams(), Result(.example))
}

/// `auth/whoami`
package enum Whoami: Method {
  package typealias Runs = Read
  package typealias Params = NoParams
  package static let name = "auth/whoami"
  package static let summary = "Show the user of this connection, and how the daemon identified it."

  /// How the daemon identified the user: by the peer's uid or by a token.
  package enum Via: String, Codable, CaseIterable, Sendable {
    case peer, token
  }

  package struct Result: Payload, Equatable {
    package static let fields = [
      "user": "The user.",
      "via": "peer: by the uid of the client's process, from the kernel. token: by auth/login.",
      "operator": "Whether this connection may call the operators' methods.",
    ]

    package let user: Noun.User
    package let via: Via
    package let `operator`: Bool

    package init(user: Noun.User, via: Via, isOperator: Bool) {
      self.user = user
      self.via = via
      self.operator = isOperator
    }
  }

  package static let example = Example<Whoami>(
    NoParams(), Result(user: .example, via: .peer, isOperator: true))
}
