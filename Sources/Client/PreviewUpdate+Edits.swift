import JSON
package import Wire

extension PreviewUpdate.Params {
  /// Changes the given members and keeps the rest.
  package static func changing(
    _ preview: PreviewID, url: PreviewURL?, deploymentId: Label?, status: PreviewStatus?,
    metadata: FreeObject?
  ) -> Self {
    PreviewUpdate.Params(
      previewId: preview, url: Change(given: url), deploymentId: Change(given: deploymentId),
      status: Replacement(given: status), metadata: Change(given: metadata))
  }
}
