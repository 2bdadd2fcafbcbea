/// `auth/whoami`
package enum Whoami: Method {
  package typealias Runs = Read
  package typealias Params = NoParams
  package static let name = "auth/whoami"
  package static let summary = "Say which user this connection speaks for, and how it is known."

  /// How the daemon knows who speaks.
  package enum Via: String, Codable, CaseIterable, Sendable {
    case peer, token
  }

  package struct Result: Payload, Equatable {
    package static let fields = [
      "user": "The user.",
      "via": "peer: the kernel says who is at the other end. token: by auth/login.",
      "operator": "Whether operators' methods answer on this connection.",
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

/// `auth/login`
package enum AuthLogin: Method {
  package typealias Runs = Link
  package typealias Result = UserResult
  package static let name = "auth/login"
  package static let summary = "Let this connection speak for a token's user."
  package static let details = """
    It holds for the requests that arrive after it. What the connection followed ends; turns that \
    it started go on. A token that is unknown, expired or revoked changes nothing. A connection \
    that has logged in is no operator's, whoever its user is.
    """

  package struct Params: Payload {
    package static let fields = ["token": "What session/create answered."]

    package var token: String

    package init(token: String) {
      self.token = token
    }
  }

  package static let example = Example<AuthLogin>(
    Params(token: SessionCreate.example.result.token), UserResult(.example))
}
