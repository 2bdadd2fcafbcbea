import JSON
import Wire

/// One conversation of ChatGPT: a tree of messages, in which each edited question or new answer
/// begins a branch. The path to `current_node` is what the page shows; every other leaf is a
/// branch.
struct ChatGPTConversation {
  private let id: String
  private let root: Value
  private let budget: ReadingBudget
  private let messages: [(id: String, said: ChatGPTMessage, at: Timestamp?)?]
  /// How many nodes are named but have no message, or none that can be read. They connect the nodes
  /// around them.
  private let emptyCount: Int
  private let tree: MessageTree

  /// `nil` for a value that is not a conversation. Each message is read once, whatever branches it
  /// is on.
  init?(_ root: Value, within budget: ReadingBudget) throws(HistoryUnreadable) {
    guard let mapping = root["mapping"], mapping.kind == .object else { return nil }
    (self.root, self.budget) = (root, budget)
    var messages: [(id: String, said: ChatGPTMessage, at: Timestamp?)?] = []
    var nodes: [MessageTree.Node] = []
    var names: Set<String> = []
    var emptyCount = 0
    for (name, value) in mapping.members where names.insert(name).inserted {
      try budget.check()
      let message = value["message"].flatMap { $0.kind == .object ? $0 : nil }
      let at = Timestamp(seconds: message?["create_time"])
      if value.kind != .object || message == nil && Self.says(value["message"]) { emptyCount += 1 }
      messages.append(message.map { (name, ChatGPTMessage($0), at) })
      nodes.append(
        MessageTree.Node(
          id: name, parent: value["parent"]?.string,
          children: value["children"]?.elements.compactMap(\.string) ?? [], at: at))
    }
    // The root node's id serves as well: it is unique, too, and the same in the next export.
    guard let id = root["conversation_id"]?.string ?? root["id"]?.string ?? names.min() else {
      return nil
    }
    (self.id, self.messages, self.emptyCount) = (id, messages, emptyCount)
    tree = MessageTree(nodes, shown: root["current_node"]?.string)
  }

  /// Root nodes have null for their message.
  private static func says(_ message: Value?) -> Bool {
    message.map { $0.kind != .null } ?? false
  }

  /// Has no branches when nothing in it can be imported.
  func conversation() throws(HistoryUnreadable) -> HistoryConversation {
    var conversation = HistoryConversation(source: .chatgpt, id: id, branches: [])
    for case let message? in messages { conversation.losses.add(lossOf: message.said) }
    conversation.losses.add(.missing, count: emptyCount)
    try conversation.takeBranches(
      of: tree, shown: root["current_node"]?.string.flatMap { tree.place(of: $0) },
      within: budget, read: branch)
    return conversation
  }

  private func branch(along path: [Int]) -> HistoryBranch {
    let createdAt = Timestamp(seconds: root["create_time"]) ?? .now
    var branch = HistoryBranch(
      title: Title(given: root["title"]?.foreignText),
      model: root["default_model_slug"]?.string.flatMap { ModelName($0) }, createdAt: createdAt,
      updatedAt: Timestamp(seconds: root["update_time"]) ?? createdAt, messages: [])
    var scribe = HistoryScribe()
    var at = createdAt
    for place in path {
      guard let (id, message, saidAt) = messages[place] else { continue }
      at = saidAt ?? at
      switch message.kind {
      case .hidden, .unknown: break
      case .question: scribe.ask(message.text, key: id, at: at, notes: message.notes)
      case .instruction: scribe.instruct(message.text, key: id, at: at)
      case .aside: scribe.note(message.notes, key: id, at: at)
      case .answer:
        branch.model = message.notes.model.flatMap { ModelName($0.text) } ?? branch.model
        scribe.answer(
          HistoryMessage(
            key: id, role: .assistant, content: message.text, notes: message.notes, createdAt: at))
      }
    }
    scribe.finish()
    branch.messages = scribe.messages
    branch.title = branch.title ?? scribe.messages.first.flatMap { Title(given: $0.content) }
    return branch
  }
}

extension HistoryLosses {
  /// Counts a message once, however many branches it is on.
  fileprivate mutating func add(lossOf message: ChatGPTMessage) {
    switch message.kind {
    case .unknown(let kind): add(.unknownKind(kind))
    case .question, .answer, .instruction:
      if message.text.text.utf8.count > Limits.contentBytes { add(.size) }
    case .aside, .hidden: break
    }
  }
}

extension Timestamp {
  /// The last time that RFC 3339 can express, in milliseconds.
  static let greatest: Int64 = 253_402_300_799_999

  /// Seconds since 1970 with a fraction, as ChatGPT writes times.
  init?(seconds value: Value?) {
    guard let seconds = value?.double, (0...Double(Self.greatest / 1000)).contains(seconds) else {
      return nil
    }
    self.init(milliseconds: Int64((seconds * 1000).rounded()))
  }
}
