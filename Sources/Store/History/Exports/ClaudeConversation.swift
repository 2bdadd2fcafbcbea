import JSON
import Wire

/// One conversation of Claude: `chat_messages` in order of time. In newer exports each message
/// names its parent, so that an edited question begins a branch; in older ones its parent is the
/// message before it.
struct ClaudeConversation {
  /// The parent id of a first message.
  private static let noParent = "00000000-0000-4000-8000-000000000000"

  private let id: String
  private let root: Value
  private let budget: ReadingBudget
  private let messages: [(id: String, said: ClaudeMessage, at: Timestamp?)]
  private let tree: MessageTree

  /// `nil` for a value that is not a conversation.
  init?(_ root: Value, within budget: ReadingBudget) throws(HistoryUnreadable) {
    guard let list = root["chat_messages"], list.kind == .array else { return nil }
    (self.root, self.budget) = (root, budget)
    let namesParents = list.elements.contains { $0["parent_message_uuid"]?.string != nil }
    var messages: [(id: String, said: ClaudeMessage, at: Timestamp?)] = []
    var nodes: [MessageTree.Node] = []
    var ids: Set<String> = []
    for (number, value) in list.elements.enumerated() {
      try budget.check()
      let id = value["uuid"]?.string ?? "message \(number + 1)"
      guard ids.insert(id).inserted else { continue }
      let at = Timestamp(foreign: value["created_at"]?.string)
      let named = value["parent_message_uuid"]?.string
      let parent = namesParents ? (named == Self.noParent ? nil : named) : messages.last?.id
      messages.append((id, ClaudeMessage(value), at))
      nodes.append(MessageTree.Node(id: id, parent: parent, at: at))
    }
    guard let id = root["uuid"]?.string ?? messages.first?.id else { return nil }
    (self.id, self.messages) = (id, messages)
    tree = MessageTree(nodes, shown: Self.shown(root))
  }

  /// Has no branches when nothing in it can be imported.
  func conversation() throws(HistoryUnreadable) -> HistoryConversation {
    var conversation = HistoryConversation(source: .claude, id: id, branches: [])
    for message in messages {
      for kind in message.said.unknownKinds { conversation.losses.add(.unknownKind(kind)) }
      if message.said.text.text.utf8.count > Limits.contentBytes { conversation.losses.add(.size) }
    }
    try conversation.takeBranches(
      of: tree, shown: Self.shown(root).flatMap { tree.place(of: $0) }, within: budget,
      read: branch)
    return conversation
  }

  private static func shown(_ root: Value) -> String? {
    root["current_leaf_message_uuid"]?.string
  }

  private func branch(along path: [Int]) -> HistoryBranch {
    let createdAt = Timestamp(foreign: root["created_at"]?.string) ?? .now
    var branch = HistoryBranch(
      title: Title(given: root["name"]?.foreignText),
      model: root["model"]?.string.flatMap { ModelName($0) }, createdAt: createdAt,
      updatedAt: Timestamp(foreign: root["updated_at"]?.string) ?? createdAt, messages: [])
    var scribe = HistoryScribe()
    var at = createdAt
    for place in path {
      let (id, message, saidAt) = messages[place]
      at = saidAt ?? at
      switch message.sender {
      case .human: scribe.ask(message.text, key: id, at: at, notes: message.notes)
      case .assistant where message.text.isEmpty && message.notes.isEmpty: break
      case .assistant:
        var notes = message.notes
        notes.model = root["model"]?.foreignText
        scribe.answer(
          HistoryMessage(
            key: id, role: .assistant, content: message.text, notes: notes, createdAt: at))
      case .unknown: break
      }
    }
    scribe.finish()
    branch.messages = scribe.messages
    branch.title = branch.title ?? scribe.messages.first.flatMap { Title(given: $0.content) }
    return branch
  }
}
