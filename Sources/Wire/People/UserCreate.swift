/// `user/create`
package enum UserCreate: Method {
  package typealias Runs = Write
  package typealias Result = UserResult
  package static let name = "user/create"
  package static let summary = "Create a user, for a uid of this machine or for a token."
  package static let details = """
    For operators. A user with a uid is logged in by any connection of that uid; a user without \
    one needs a token, which session/create makes when it is given userId. If another user has the \
    address or the uid, the answer is conflict.
    """
  package static let faults: [Fault.Kind] = [.conflict, .forbidden]

  package struct Params: Payload {
    package static let fields = [
      "id":
        "The new user's id, so that the call can be repeated safely; the daemon makes one by default.",
      "email": "The user's email address, stored in lower case.",
      "name": "The user's name, 1 to 200 characters.",
      "uid": "The uid whose connections are the user's without a token.",
    ]

    package var id: UserID?
    package var email: Email
    package var name: Label?
    package var uid: UserNumber?

    package init(id: UserID? = nil, email: Email, name: Label? = nil, uid: UserNumber? = nil) {
      self.id = id
      self.email = email
      self.name = name
      self.uid = uid
    }
  }

  package static let example = Example<UserCreate>(
    Params(email: Noun.User.exampleColleague.email), UserResult(.exampleColleague.user))
}

/// `user/list`
package enum UserList: Method {
  package typealias Runs = Read
  package typealias Params = PageParams
  package typealias Result = Page<Noun.User>
  package static let name = "user/list"
  package static let summary = "List users, the newest first."
  package static let details = "For operators."
  package static let faults: [Fault.Kind] = [.forbidden]

  package static let example = Example<UserList>(Params(), Page([Noun.User.example]))
}

extension Noun.User {
  fileprivate static let exampleColleague = (
    email: Email(trusted: "grace@localhost"),
    user: Noun.User(
      id: UserID(high: 0x0199_a3f0_22bb_7001, low: 0x8a0b_0c0d_0e0f_1012),
      email: "grace@localhost", createdAt: Timestamp(milliseconds: 1_795_280_060_000),
      updatedAt: Timestamp(milliseconds: 1_795_280_060_000))
  )
}
