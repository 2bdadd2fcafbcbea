/// `user/get`
package enum UserGet: Method {
  package typealias Runs = Read
  package typealias Params = NoParams
  package typealias Result = UserResult
  package static let name = "user/get"
  package static let summary = "Show the user of this connection."

  package static let example = Example<UserGet>(NoParams(), Result(.example))
}

/// The result of the methods that show or change one user.
package struct UserResult: Payload, Equatable {
  package static let fields = ["user": "The user as it is now."]

  package let user: Noun.User

  package init(_ user: Noun.User) {
    self.user = user
  }
}
