import JSON
package import Wire

extension ContextUpdate.Params {
  /// Changes the given members and keeps the rest.
  package static func changing(
    _ context: ContextID, status: ContextStatus?, flow: NewFlow?, config: NewContextConfig?,
    metadata: FreeObject?
  ) -> Self {
    ContextUpdate.Params(
      contextId: context, status: Replacement(given: status), flow: Change(given: flow),
      config: Change(given: config), metadata: Change(given: metadata))
  }
}
