package import JSON

/// `user/update`
package enum UserUpdate: Method {
  package typealias Runs = Write
  package typealias Result = UserResult
  package static let name = "user/update"
  package static let summary = "Change your name, picture, address or preferences."
  package static let details = """
    A member that is left out stays as it is. null clears the name or the picture, and empties the \
    preferences; an object replaces the preferences completely. A new address is not verified. If \
    another user has the address, the answer is conflict.
    """
  package static let faults: [Fault.Kind] = [.conflict]

  package struct Params: Payload {
    package static let fields = [
      "name": "Your name, 1 to 200 characters.",
      "image": "Where your picture is, 1 to 2048 characters.",
      "email": "Your email address, stored in lower case; never null.",
      "preferences": "A JSON object of the clients' own.",
    ]

    package var name: Change<Label>
    package var image: Change<ImagePlace>
    package var email: Replacement<Email>
    package var preferences: Change<FreeObject>

    package init(
      name: Change<Label> = .keep, image: Change<ImagePlace> = .keep,
      email: Replacement<Email> = .keep, preferences: Change<FreeObject> = .keep
    ) {
      self.name = name
      self.image = image
      self.email = email
      self.preferences = preferences
    }
  }

  package static let example = Example<UserUpdate>(
    Params(name: .set(Label(trusted: "Ada"))), UserResult(.example))
}
