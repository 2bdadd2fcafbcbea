import JSON
package import Wire

extension UserUpdate.Params {
  package static func editing(
    name: Edit<Label>, image: Edit<ImagePlace>, email: Email?, preferences: Edit<FreeObject>
  ) -> Self {
    UserUpdate.Params(
      name: name.change, image: image.change, email: Replacement(given: email),
      preferences: preferences.change)
  }
}
