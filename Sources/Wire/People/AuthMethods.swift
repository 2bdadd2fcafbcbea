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

/// `auth/login`
package enum AuthLogin: Method {
  package typealias Runs = Link
  package typealias Result = UserResult
  package static let name = "auth/login"
  package static let summary = "Log this connection in as the user of a token."
  package static let details = """
    The login applies to the requests that arrive after it. The connection stops following turns \
    and events; turns that it started go on. A token that is unknown, expired or revoked changes \
    nothing. A connection that has logged in has no operator rights, whoever its user is.
    """

  package struct Params: Payload {
    package static let fields = ["token": "The token from session/create."]

    package var token: String

    package init(token: String) {
      self.token = token
    }
  }

  package static let example = Example<AuthLogin>(
    Params(token: SessionCreate.example.result.token), UserResult(.example))
}
