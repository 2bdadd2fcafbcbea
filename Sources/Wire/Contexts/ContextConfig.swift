/// The template, tools and features of a context's work.
package struct ContextConfig: NamedPayload, Equatable {
  package static let typeName = "ContextConfig"
  package static let fields = [
    "template": "The template that it started from.",
    "tooling": "The tools that it uses.",
    "features": "The features that it should have.",
    "customizations": "Everything else: a JSON object of the client's own.",
  ]

  package let template: Label?
  package let tooling: Labels
  package let features: Labels
  package let customizations: FreeObject

  package init(
    template: Label? = nil, tooling: Labels = .none, features: Labels = .none,
    customizations: FreeObject = .empty
  ) {
    self.template = template
    self.tooling = tooling
    self.features = features
    self.customizations = customizations
  }

  /// The members that were given; the others are empty.
  package init(_ new: NewContextConfig?) {
    self.init(
      template: new?.template, tooling: new?.tooling ?? .none, features: new?.features ?? .none,
      customizations: new?.customizations ?? .empty)
  }
}

/// A config as clients send it: a member left out is empty.
package struct NewContextConfig: NamedPayload, Equatable {
  package static let typeName = "NewContextConfig"
  package static let fields = [
    "template": "The template that it started from; 1 to 200 characters.",
    "tooling": "The tools that it uses; at most 64, each of 1 to 200 characters.",
    "features": "The features that it should have; at most 64, each of 1 to 200 characters.",
    "customizations": "Everything else: a JSON object of your own.",
  ]

  package var template: Label?
  package var tooling: Labels?
  package var features: Labels?
  package var customizations: FreeObject?

  package init(
    template: Label? = nil, tooling: Labels? = nil, features: Labels? = nil,
    customizations: FreeObject? = nil
  ) {
    self.template = template
    self.tooling = tooling
    self.features = features
    self.customizations = customizations
  }

  /// With every member given.
  package init(_ config: ContextConfig) {
    self.init(
      template: config.template, tooling: config.tooling, features: config.features,
      customizations: config.customizations)
  }
}
