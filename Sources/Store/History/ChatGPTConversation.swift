import JSON
import Wire

/// One conversation of ChatGPT: a tree of messages, in which asking or answering anew begins a
/// branch. The way to `current_node` is what the conversation shows; every other leaf is a branch.
struct ChatGPTConversation {
  private struct Node {
    let id: String
    /// Where the parent stands; nil for a root.
    var parent: Int?
    let isLeaf: Bool
    let message: (said: ChatGPTMessage, at: Timestamp?)?
  }

  /// Messages that one conversation's branches may walk past in all: far more than the branches of
  /// any that people had, and what a tree made to take for ever is stopped by.
  private static let stepLimit = 250_000

  private let id: String
  private let root: Value
  private let nodes: [Node]
  /// Where the node stands that the conversation shows.
  private let shown: Int?
  private let budget: ReadingBudget

  /// Nil for what is no conversation. Each message is read once, whatever branches it is on.
  init?(_ root: Value, within budget: ReadingBudget) throws(HistoryUnreadable) {
    guard let id = root["conversation_id"]?.string ?? root["id"]?.string,
      let mapping = root["mapping"], mapping.kind == .object
    else { return nil }
    (self.id, self.root, self.budget) = (id, root, budget)
    var nodes: [Node] = []
    var places: [String: Int] = [:]
    var parents: [String?] = []
    for (name, value) in mapping.members where places[name] == nil {
      try budget.check()
      let message = value["message"].flatMap { $0.kind == .object ? $0 : nil }
      places[name] = nodes.count
      nodes.append(
        Node(
          id: name, isLeaf: value["children"].map { $0.count == 0 } ?? true,
          message: message.map { (ChatGPTMessage($0), Timestamp(seconds: $0["create_time"])) }))
      parents.append(value["parent"]?.string)
    }
    for (place, parent) in parents.enumerated() {
      nodes[place].parent = parent.flatMap { places[$0] }
    }
    self.nodes = nodes
    shown = root["current_node"]?.string.flatMap { places[$0] }
  }

  /// Nil when nothing in it can be taken.
  func conversation() throws(HistoryUnreadable) -> HistoryConversation? {
    let leaves = nodes.indices.filter { nodes[$0].isLeaf }
    guard let first = shown ?? leaves.last else { return nil }
    var conversation = HistoryConversation(source: .chatgpt, id: id, branches: [])
    conversation.skipped = nodes.count { $0.message?.said.kind == .unknown }
    var taken: Set<String> = []
    var steps = 0
    for leaf in [first] + leaves where leaf != first || taken.isEmpty {
      guard conversation.branches.count < Limits.importedBranches, steps < Self.stepLimit else {
        conversation.skipped += 1
        continue
      }
      try budget.check()
      guard let path = path(to: leaf) else { return nil }
      steps += path.count
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
  private func path(to leaf: Int) -> [Int]? {
    var path: [Int] = []
    var next: Int? = leaf
    while let place = next {
      // Longer than the whole is a circle.
      guard path.count < nodes.count else { return nil }
      path.append(place)
      next = nodes[place].parent
    }
    return path.reversed()
  }

  private func branch(along path: [Int]) -> (HistoryBranch, skipped: Int) {
    let createdAt = Timestamp(seconds: root["create_time"]) ?? .now
    var branch = HistoryBranch(
      title: Title(given: root["title"]?.foreignText),
      model: root["default_model_slug"]?.string.flatMap { ModelName($0) }, createdAt: createdAt,
      updatedAt: Timestamp(seconds: root["update_time"]) ?? createdAt, messages: [])
    var scribe = HistoryScribe()
    var at = createdAt
    for place in path {
      guard let (message, saidAt) = nodes[place].message else { continue }
      let id = nodes[place].id
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
    return (branch, scribe.skipped)
  }
}

extension Timestamp {
  /// The last one that RFC 3339 can write, in milliseconds.
  static let greatest: Int64 = 253_402_300_799_999

  /// Seconds since 1970 with a fraction, as ChatGPT writes times.
  init?(seconds value: Value?) {
    guard let seconds = value?.double, (0...Double(Self.greatest / 1000)).contains(seconds) else {
      return nil
    }
    self.init(milliseconds: Int64((seconds * 1000).rounded()))
  }
}
