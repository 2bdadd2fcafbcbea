import JSON
import Wire

/// One conversation of ChatGPT: a tree of messages, in which asking or answering anew begins a
/// branch. The way to `current_node` is what the conversation shows; every other leaf is a branch.
struct ChatGPTConversation {
  private struct Node {
    var parent: String?
    var isLeaf: Bool
    var message: Value?
  }

  private let id: String
  private let root: Value
  private let nodes: [String: Node]
  /// The ids of all nodes as they stand there.
  private let order: [String]

  /// Nil for what is no conversation.
  init?(_ root: Value) {
    guard let id = root["conversation_id"]?.string ?? root["id"]?.string,
      let mapping = root["mapping"], mapping.kind == .object
    else { return nil }
    self.id = id
    self.root = root
    var nodes: [String: Node] = [:]
    var order: [String] = []
    for (name, value) in mapping.members where nodes[name] == nil {
      let message = value["message"]
      nodes[name] = Node(
        parent: value["parent"]?.string, isLeaf: value["children"].map { $0.count == 0 } ?? true,
        message: message?.kind == .object ? message : nil)
      order.append(name)
    }
    (self.nodes, self.order) = (nodes, order)
  }

  /// Nil when nothing in it can be taken.
  var conversation: HistoryConversation? {
    let shown = root["current_node"]?.string.flatMap { nodes[$0] == nil ? nil : $0 }
    let leaves = order.filter { nodes[$0]?.isLeaf == true }
    guard let first = shown ?? leaves.last else { return nil }
    var conversation = HistoryConversation(source: .chatgpt, id: id, branches: [])
    conversation.skipped = order.count {
      nodes[$0]?.message.map(ChatGPTMessage.init)?.kind == .unknown
    }
    var taken: Set<String> = []
    for leaf in [first] + leaves where leaf != first || taken.isEmpty {
      guard conversation.branches.count < Limits.importedBranches else {
        conversation.skipped += 1
        continue
      }
      guard let path = path(to: leaf) else { return nil }
      let (branch, skipped) = branch(along: path)
      conversation.skipped += skipped
      // A branch of nothing but what we do not take ends where another goes on.
      guard let last = branch.messages.last, !taken.contains(last.key) else { continue }
      taken.formUnion(branch.messages.map(\.key))
      conversation.branches.append(branch)
    }
    return conversation.branches.isEmpty ? nil : conversation
  }

  /// From the root to a node; nil when the tree is none. A parent that is not there is a root.
  private func path(to leaf: String) -> [String]? {
    var path: [String] = []
    var seen: Set<String> = []
    var next: String? = leaf
    while let id = next, let node = nodes[id] {
      guard seen.insert(id).inserted else { return nil }
      path.append(id)
      next = node.parent
    }
    return path.reversed()
  }

  private func branch(along path: [String]) -> (HistoryBranch, skipped: Int) {
    let createdAt = Timestamp(seconds: root["create_time"]) ?? .now
    var branch = HistoryBranch(
      title: Title(given: root["title"]?.string),
      model: root["default_model_slug"]?.string.flatMap { ModelName($0) }, createdAt: createdAt,
      updatedAt: Timestamp(seconds: root["update_time"]) ?? createdAt, messages: [])
    var scribe = HistoryScribe()
    var at = createdAt
    for id in path {
      guard let value = nodes[id]?.message else { continue }
      let message = ChatGPTMessage(value)
      at = Timestamp(seconds: value["create_time"]) ?? at
      switch message.kind {
      case .hidden, .unknown: break
      case .question: scribe.ask(message.text, key: id, at: at, notes: message.notes)
      case .instruction: scribe.instruct(message.text, key: id, at: at)
      case .aside: scribe.note(message.notes, key: id, at: at)
      case .answer:
        branch.model = message.notes.model.flatMap { ModelName($0) } ?? branch.model
        scribe.answer(
          HistoryMessage(
            key: id, role: .assistant, content: message.text, notes: message.notes, createdAt: at))
      }
    }
    scribe.finish()
    branch.messages = scribe.messages
    branch.title = branch.title ?? scribe.messages.first.flatMap { Title(given: $0.content) }
    return (branch, scribe.skipped)
  }
}

extension Timestamp {
  /// Seconds since 1970 with a fraction, as ChatGPT writes times.
  init?(seconds value: Value?) {
    guard let seconds = value?.double, (0...253_402_300_799).contains(seconds) else { return nil }
    self.init(milliseconds: Int64((seconds * 1000).rounded()))
  }
}
