/// `session/create`
package enum SessionCreate: Method {
  package typealias Runs = Write
  package static let name = "session/create"
  package static let summary = "Create a token with which a connection can log in as a user."
  package static let details = """
    Only this answer shows the token: the daemon stores nothing but its SHA-256. auth/login \
    accepts it. Only an operator may give userId, which makes a token of another user. The call \
    also removes expired sessions.
    """
  package static let faults: [Fault.Kind] = [.notFound, .forbidden]

  package struct Params: Payload {
    package static let fields = [
      "name": "What the token is for, 1 to 200 characters.",
      "expiresInSeconds": "How long it is accepted, up to ten years; 30 days by default.",
      "userId": "The user whom it logs in; you by default. Only operators may give it.",
    ]

    package var name: Label?
    package var expiresInSeconds: SessionSeconds?
    package var userId: UserID?

    package init(
      name: Label? = nil, expiresInSeconds: SessionSeconds? = nil, userId: UserID? = nil
    ) {
      self.name = name
      self.expiresInSeconds = expiresInSeconds
      self.userId = userId
    }
  }

  package struct Result: Payload, Equatable {
    package static let fields = [
      "session": "The session.",
      "token": "256 random bits in base64url; anyone who has it can log in as the user.",
    ]

    package let session: Noun.Session
    package let token: String

    package init(session: Noun.Session, token: String) {
      self.session = session
      self.token = token
    }
  }

  package static let example = Example<SessionCreate>(
    Params(name: Noun.Session.example.name),
    Result(session: .example, token: "u8Jq0hJx5Cc3mZ0m3Vd7yq3gJk1w2t4R6n8P0sVxYzA"))
}

/// `session/list`
package enum SessionList: Method {
  package typealias Runs = Read
  package typealias Params = PageParams
  package typealias Result = Page<Noun.Session>
  package static let name = "session/list"
  package static let summary = "List your sessions, the newest first."

  package static let example = Example<SessionList>(Params(), Page([Noun.Session.example]))
}

/// `session/revoke`
package enum SessionRevoke: IDMethod {
  package typealias Runs = Turn
  package typealias Named = Noun.Session
  package typealias Result = Done
  package static let name = "session/revoke"
  package static let summary = "Revoke a token; it is not accepted from the next request on."
  package static let details = """
    A connection that logged in with it gets only unauthenticated from then on, and stops \
    following turns and events.
    """
  package static let faults: [Fault.Kind] = [.notFound]
  package static let idSummary = "The session whose token to revoke."

  package static let example = Example<SessionRevoke>(
    Params(sessionId: Noun.Session.example.id), Done())
}
