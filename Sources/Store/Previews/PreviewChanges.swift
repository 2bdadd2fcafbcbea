import JSON
package import Wire

extension Changes {
  package func createPreview(
    _ params: PreviewCreate.Params, made id: PreviewID
  ) throws -> Noun.Preview {
    let context = try rows.keptLiveContext(params.contextId)
    var body = params
    body.id = nil
    body.status = params.status ?? .generating
    let made = try Fingerprint(PreviewCreate.name, body)
    if let asked = params.id, let known = try knownPreview(asked, made: made) { return known }
    let id = params.id ?? id
    try db.run(
      """
      INSERT INTO preview (user, context, uuid, url, deployment_id, status, metadata, made,
        created_at, updated_at, number)
      VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?9,
        (SELECT last_preview_number + 1 FROM context WHERE id = ?2))
      """,
      rows.whose, .integer(context.row), .id(id), .ruled(params.url),
      .ruled(params.deploymentId), .text((params.status ?? .generating).rawValue),
      .json(params.metadata), .bytes(made.bytes), .time(now))
    try note(.preview, id, .created)
    try touch(context)
    return try rows.preview(id)
  }

  package func updatePreview(_ params: PreviewUpdate.Params) throws -> Noun.Preview {
    var preview = try rows.keptPreview(params.previewId)
    let context = try rows.keptLiveContext(preview.value.contextId, of: .preview)
    if params.url == .keep, params.deploymentId == .keep, params.status == .keep,
      params.metadata == .keep
    {
      return preview.value
    }
    params.status.apply(to: &preview.value.status)
    params.url.apply(to: &preview.value.url)
    params.deploymentId.apply(to: &preview.value.deploymentId)
    params.metadata.apply(to: &preview.value.metadata)
    try db.run(
      """
      UPDATE preview
      SET url = ?3, deployment_id = ?4, status = ?5, metadata = ?6, updated_at = ?7
      WHERE user = ?1 AND id = ?2
      """,
      rows.whose, .integer(preview.row), .ruled(preview.value.url),
      .ruled(preview.value.deploymentId), .text(preview.value.status.rawValue),
      .json(preview.value.metadata), .time(now))
    try note(.preview, params.previewId, .updated)
    try touch(context)
    return try rows.preview(params.previewId)
  }

  package func deletePreview(_ id: PreviewID) throws {
    let preview = try rows.keptPreview(id)
    let context = try rows.keptLiveContext(preview.value.contextId, of: .preview)
    try db.run(
      """
      DELETE FROM preview
      WHERE user = ?1 AND id = ?2
      """, rows.whose, .integer(preview.row))
    try note(.preview, id, .deleted)
    try touch(context)
    aftermath.erases = true
  }

  private func knownPreview(_ id: PreviewID, made: Fingerprint) throws -> Noun.Preview? {
    try known(rows.previewIfPresent(id), as: .preview, made: made.bytes)
  }
}
