import JSON
package import Wire

extension UserUpdate.Params {
  package static func editing(
    name: Edit<Label>, image: Edit<ImagePlace>, email: Email?, preferences: Edit<FreeObject>
  ) -> Self {
    UserUpdate.Params(
      name: name.change, image: image.change, email: email.map { .set($0) } ?? .keep,
      preferences: preferences.change)
  }
}
