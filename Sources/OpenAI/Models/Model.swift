/// A model that a provider offers.
package struct Model: Sendable, Equatable {
  /// As the provider writes it, up to 2 KiB; it may hold what no name of a model should.
  package var id: String

  package init(id: String) {
    self.id = id
  }
}
