extension Noun {
  /// A place where the work of a context can be viewed.
  package struct Preview: NamedPayload, Equatable {
    package static let typeName = "Preview"
    package static let fields = [
      "id": "Its id.",
      "number":
        "The number that people use for it: 1, 2, 3, … in the order in which its context's previews were made, never reused.",
      "contextId": "The context it belongs to.",
      "url": "The URL of the preview; null while it is unknown.",
      "deploymentId": "The deployment's id at the service that deploys it.",
      "status": "Its status; any status may follow any other.",
      "metadata": "A JSON object of the client's own.",
      "createdAt": "When it was made.",
      "updatedAt": "When it last changed.",
    ]

    package let id: PreviewID
    package let number: Int
    package let contextId: ContextID
    package var url: PreviewURL?
    package var deploymentId: Label?
    package var status: PreviewStatus
    package var metadata: FreeObject?
    package let createdAt: Timestamp
    package var updatedAt: Timestamp

    package init(
      id: PreviewID, number: Int, contextId: ContextID, url: PreviewURL? = nil,
      deploymentId: Label? = nil, status: PreviewStatus = .generating,
      metadata: FreeObject? = nil, createdAt: Timestamp, updatedAt: Timestamp
    ) {
      self.id = id
      self.number = number
      self.contextId = contextId
      self.url = url
      self.deploymentId = deploymentId
      self.status = status
      self.metadata = metadata
      self.createdAt = createdAt
      self.updatedAt = updatedAt
    }
  }
}

/// The status of a preview.
package enum PreviewStatus: String, Codable, CaseIterable, Sendable {
  case generating, live, error
}

/// The URL of a preview: 1 to 2048 characters on one line, stored unchanged.
package struct PreviewURL: RuledLine {
  package static let lengthLimit = 2048
  package static let expectation = "a URL of 1 to 2048 characters"

  package let text: String

  package init(trusted text: String) {
    self.text = text
  }
}

/// The result of the methods that create, show or change one preview.
package struct PreviewResult: Payload, Equatable {
  package static let fields = ["preview": "The preview as it is now."]

  package let preview: Noun.Preview

  package init(_ preview: Noun.Preview) {
    self.preview = preview
  }
}

extension Noun.Preview {
  static let example = Noun.Preview(
    id: PreviewID(high: 0x0199_a3f4_6e30_7d20, low: 0xae0f_3a4b_5c6d_7e8f), number: 1,
    contextId: Noun.Context.example.id, url: PreviewURL(trusted: "https://yarn.example.org/"),
    deploymentId: Label(trusted: "d-42"), status: .live,
    createdAt: Timestamp(milliseconds: 1_795_284_324_100),
    updatedAt: Timestamp(milliseconds: 1_795_284_360_000))

  static let exampleNew = Noun.Preview(
    id: example.id, number: 1, contextId: example.contextId, deploymentId: example.deploymentId,
    createdAt: example.createdAt, updatedAt: example.createdAt)
}
