/// The params of the methods that delete a thing, so that it can be restored or permanently:
/// `{"threadId": …, "permanent": …}` for `thread/delete`.
package struct DeletionParams<Named: Identified>: Payload {
  package static var fields: [String: String] {
    [
      Named.idMember: "The \(Named.typeName.lowercased()) to delete.",
      "permanent": "Whether it is deleted permanently; false by default.",
    ]
  }

  package var id: ID<Named>
  package var permanent: Bool?

  package init(id: ID<Named>, permanent: Bool? = nil) {
    self.id = id
    self.permanent = permanent
  }

  private enum Key: CodingKey {
    case id, permanent

    var stringValue: String {
      switch self {
      case .id: Named.idMember
      case .permanent: "permanent"
      }
    }
    var intValue: Int? { nil }

    init?(stringValue: String) {
      switch stringValue {
      case Named.idMember: self = .id
      case "permanent": self = .permanent
      default: return nil
      }
    }

    init?(intValue: Int) { nil }
  }

  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    id = try container.decode(ID<Named>.self, forKey: .id)
    permanent = try container.decodeIfPresent(Bool.self, forKey: .permanent)
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(id, forKey: .id)
    try container.encodeIfPresent(permanent, forKey: .permanent)
  }
}

// As for all other params, the labels are the members' names on the wire.

extension DeletionParams where Named == Noun.Thread {
  package init(threadId: ThreadID, permanent: Bool? = nil) {
    self.init(id: threadId, permanent: permanent)
  }
}

extension DeletionParams where Named == Noun.Task {
  package init(taskId: TaskID, permanent: Bool? = nil) {
    self.init(id: taskId, permanent: permanent)
  }
}

extension DeletionParams where Named == Noun.Context {
  package init(contextId: ContextID, permanent: Bool? = nil) {
    self.init(id: contextId, permanent: permanent)
  }
}
