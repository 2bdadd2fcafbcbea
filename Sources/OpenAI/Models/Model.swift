/// A model that a provider offers.
package struct Model: Sendable, Equatable {
  /// The id as the provider writes it, up to 2 KiB; it may contain characters that no model name
  /// should.
  package var id: String

  package init(id: String) {
    self.id = id
  }
}
