import Wire

/// The messages of one conversation as a tree, as another program wrote it: each names its parent,
/// and some name their children.
///
/// Whatever is wrong with that, each message is on the path to a leaf: a message whose parent is
/// missing gets the message that names it as a child, or becomes a root, and circles are cut.
struct MessageTree {
  struct Node {
    let id: String
    /// `nil` for a root.
    var parent: String?
    var children: [String] = []
    /// When it was written, if that is known.
    var at: Timestamp?
  }

  /// How many messages all branches of one conversation may visit together: far more than in real
  /// conversations; a tree made to take for ever is stopped by it.
  static let stepLimit = 250_000

  private let parents: [Int?]
  private let places: [String: Int]
  /// The nodes without children, in the order of the nodes.
  let leaves: [Int]
  /// The leaf that was written last; `nil` when there is no message.
  let newestLeaf: Int?
  /// How many messages are named but missing.
  let missingCount: Int

  /// The ids must be unique. `shown` is the id of the message that the program shows, if it has
  /// one.
  init(_ nodes: [Node], shown: String? = nil) {
    var places: [String: Int] = [:]
    for (place, node) in nodes.enumerated() { places[node.id] = place }
    var missing: Set<String> = []
    if let shown, places[shown] == nil { missing.insert(shown) }
    var adopted: [Int: Int] = [:]
    for (place, node) in nodes.enumerated() {
      if let parent = node.parent, places[parent] == nil { missing.insert(parent) }
      for child in node.children {
        if let found = places[child] {
          adopted[found] = adopted[found] ?? place
        } else {
          missing.insert(child)
        }
      }
    }
    var parents = nodes.enumerated().map { place, node -> Int? in
      node.parent.flatMap { places[$0] } ?? adopted[place]
    }
    Self.cutCircles(&parents)
    var isLeaf = [Bool](repeating: true, count: nodes.count)
    for case let parent? in parents { isLeaf[parent] = false }
    leaves = nodes.indices.filter { isLeaf[$0] }
    newestLeaf = leaves.max {
      (nodes[$0].at?.milliseconds ?? 0, $0) < (nodes[$1].at?.milliseconds ?? 0, $1)
    }
    (self.parents, self.places, missingCount) = (parents, places, missing.count)
  }

  func place(of id: String) -> Int? { places[id] }

  /// The nodes from the root to a node.
  func path(to leaf: Int) -> [Int] {
    var path: [Int] = []
    var next: Int? = leaf
    while let place = next {
      path.append(place)
      next = parents[place]
    }
    return path.reversed()
  }

  /// Makes the first message of each circle a root.
  private static func cutCircles(_ parents: inout [Int?]) {
    // 0 means not visited; otherwise the number of the walk that visited the node.
    var walks = [Int](repeating: 0, count: parents.count)
    for start in parents.indices where walks[start] == 0 {
      var place = start
      while walks[place] == 0 {
        walks[place] = start + 1
        guard let parent = parents[place] else { break }
        place = parent
      }
      guard parents[place] != nil, walks[place] == start + 1 else { continue }
      // The walk has returned to `place`, which is on the circle.
      var first = place
      var next = parents[place] ?? place
      while next != place {
        first = min(first, next)
        next = parents[next] ?? place
      }
      parents[first] = nil
    }
  }
}

extension HistoryConversation {
  /// A branch for each path through a tree that has text, the shown one first, as `read` converts
  /// it.
  mutating func takeBranches(
    of tree: MessageTree, shown: Int?, within budget: ReadingBudget,
    read: (_ path: [Int]) -> HistoryBranch
  ) throws(HistoryUnreadable) {
    guard let first = shown ?? tree.newestLeaf else { return }
    losses.add(.missing, count: tree.missingCount)
    var taken: Set<String> = []
    var steps = 0
    for leaf in [first] + tree.leaves where leaf != first || taken.isEmpty {
      guard branches.count < Limits.importedBranches else {
        losses.add(.branch)
        continue
      }
      guard steps < MessageTree.stepLimit else {
        losses.add(.longBranch)
        continue
      }
      try budget.check()
      let path = tree.path(to: leaf)
      steps += path.count
      var branch = read(path)
      // A branch that adds nothing to another one is left out.
      guard let last = branch.messages.last, !taken.contains(last.key) else { continue }
      taken.formUnion(branch.messages.map(\.key))
      // The conversation's own time belongs to the branch that it shows.
      if !branches.isEmpty, last.createdAt.milliseconds < branch.updatedAt.milliseconds {
        branch.updatedAt = last.createdAt
      }
      branches.append(branch)
    }
  }
}
