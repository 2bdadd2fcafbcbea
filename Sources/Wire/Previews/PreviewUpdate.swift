package import JSON

/// `preview/update`
package enum PreviewUpdate: Method {
  package typealias Runs = Write
  package typealias Result = PreviewResult
  package static let name = "preview/update"
  package static let summary = "Change a preview's URL, deployment id, status or metadata."
  package static let details = """
    A member that is left out stays as it is; null clears it.
    """
  package static let faults: [Fault.Kind] = [.notFound]

  package struct Params: Payload {
    package static let fields = [
      "previewId": "The preview to change.",
      "url": "The URL of the preview; 1 to 2048 characters.",
      "deploymentId": "The deployment's id at the service that deploys it.",
      "status": "Its status; never null.",
      "metadata": "A JSON object of your own, stored unchanged.",
    ]

    package var previewId: PreviewID
    package var url: Change<PreviewURL>
    package var deploymentId: Change<Label>
    package var status: Replacement<PreviewStatus>
    package var metadata: Change<FreeObject>

    package init(
      previewId: PreviewID, url: Change<PreviewURL> = .keep, deploymentId: Change<Label> = .keep,
      status: Replacement<PreviewStatus> = .keep, metadata: Change<FreeObject> = .keep
    ) {
      self.previewId = previewId
      self.url = url
      self.deploymentId = deploymentId
      self.status = status
      self.metadata = metadata
    }
  }

  package static let example = Example<PreviewUpdate>(
    Params(
      previewId: Noun.Preview.example.id,
      url: .set(PreviewURL(trusted: "https://yarn.example.org/")),
      status: .set(.live)),
    PreviewResult(.example))
}
