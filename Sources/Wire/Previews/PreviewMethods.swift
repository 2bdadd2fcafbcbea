/// `preview/create`
package enum PreviewCreate: Method {
  package typealias Runs = Write
  package typealias Result = PreviewResult
  package static let name = "preview/create"
  package static let summary = "Record that a context has a preview, or will have one."
  package static let details = """
    The daemon neither creates nor checks previews: clients report their status.
    """
  package static let faults: [Fault.Kind] = [.notFound, .conflict]

  package struct Params: Payload {
    package static let fields = [
      "id": "The new preview's id, so that the call can be repeated safely.",
      "contextId": "The context it belongs to.",
      "url": "The URL of the preview; 1 to 2048 characters.",
      "deploymentId": "The deployment's id at the service that deploys it.",
      "status": "Its status; generating by default.",
      "metadata": "A JSON object of your own, stored unchanged.",
    ]

    package var id: PreviewID?
    package var contextId: ContextID
    package var url: PreviewURL?
    package var deploymentId: Label?
    package var status: PreviewStatus?
    package var metadata: FreeObject?

    package init(
      id: PreviewID? = nil, contextId: ContextID, url: PreviewURL? = nil,
      deploymentId: Label? = nil, status: PreviewStatus? = nil, metadata: FreeObject? = nil
    ) {
      self.id = id
      self.contextId = contextId
      self.url = url
      self.deploymentId = deploymentId
      self.status = status
      self.metadata = metadata
    }
  }

  package static let example = Example<PreviewCreate>(
    Params(
      contextId: Noun.Context.example.id, deploymentId: Noun.Preview.example.deploymentId),
    PreviewResult(.exampleNew))
}

/// `preview/get`
package enum PreviewGet: Method {
  package typealias Runs = Read
  package typealias Result = PreviewResult
  package static let name = "preview/get"
  package static let summary = "Show one preview."
  package static let faults: [Fault.Kind] = [.notFound]

  package struct Params: Payload {
    package static let fields = [
      "previewId": "The preview to show; this, or contextId and number.",
      "contextId": "The context that number is counted in.",
      "number": "Its number within the context, instead of the id.",
    ]

    package var previewId: PreviewID?
    package var contextId: ContextID?
    package var number: PositiveCount?

    package init(previewId: PreviewID) {
      self.previewId = previewId
    }

    package init(contextId: ContextID, number: PositiveCount) {
      self.contextId = contextId
      self.number = number
    }

    package func which() throws(Fault) -> WhichWithin<Noun.Preview> {
      try WhichWithin(id: previewId, number: number, context: contextId)
    }
  }

  package static let example = Example<PreviewGet>(
    Params(previewId: Noun.Preview.example.id), PreviewResult(.example))
}

/// `preview/list`
package enum PreviewList: Method {
  package typealias Runs = Read
  package typealias Result = Page<Noun.Preview>
  package static let name = "preview/list"
  package static let summary = "List a context's previews, the newest first."
  package static let faults: [Fault.Kind] = [.notFound]

  package struct Params: Payload {
    package static let fields = [
      "contextId": "The context to read.",
      "status": "Only those with this status.",
      "limit": PageLimit.summary,
      "cursor": Cursor.summary,
    ]

    package var contextId: ContextID
    package var status: PreviewStatus?
    package var limit: PageLimit?
    package var cursor: Cursor?

    package init(
      contextId: ContextID, status: PreviewStatus? = nil, limit: PageLimit? = nil,
      cursor: Cursor? = nil
    ) {
      self.contextId = contextId
      self.status = status
      self.limit = limit
      self.cursor = cursor
    }
  }

  package static let example = Example<PreviewList>(
    Params(contextId: Noun.Context.example.id), Page([Noun.Preview.example]))
}

/// `preview/delete`
package enum PreviewDelete: IDMethod {
  package typealias Runs = Write
  package typealias Named = Noun.Preview
  package typealias Result = Done
  package static let name = "preview/delete"
  package static let summary = "Delete a preview permanently."
  package static let faults: [Fault.Kind] = [.notFound]
  package static let idSummary = "The preview to delete."

  package static let example = Example<PreviewDelete>(
    Params(previewId: Noun.Preview.example.id), Done())
}
