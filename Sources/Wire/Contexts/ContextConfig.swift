/// What the work of a context is made from.
package struct ContextConfig: NamedPayload, Equatable {
  package static let typeName = "ContextConfig"
  package static let fields = [
    "template": "What it began from.",
    "tooling": "The tools it uses.",
    "features": "What it is to have.",
    "customizations": "Everything else, in the client's own words.",
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

  /// What was given, and nothing for the rest.
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
    "template": "What it began from; 1 to 200 characters.",
    "tooling": "The tools it uses; at most 64, each of 1 to 200 characters.",
    "features": "What it is to have; at most 64, each of 1 to 200 characters.",
    "customizations": "Everything else, in your own words.",
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
