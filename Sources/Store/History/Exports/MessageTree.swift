import Wire

/// How the messages of one conversation hang together, as another program wrote it down: each names
/// the one before it, and some name those after it.
///
/// Whatever is wrong with that, each message is on the way to a leaf: one whose parent is not there
/// hangs on the message that names it as a child, or begins a tree of its own, and a circle is cut.
struct MessageTree {
  struct Node {
    let id: String
    /// Nil for a root.
    var parent: String?
    var children: [String] = []
    /// When it was written, if that is known.
    var at: Timestamp?
  }

  /// Messages that one conversation's branches may walk past in all: far more than the branches of
  /// any that people had, and what a tree made to take for ever is stopped by.
  static let stepLimit = 250_000

  private let parents: [Int?]
  private let places: [String: Int]
  /// Where nothing follows, in the order of the nodes.
  let leaves: [Int]
  /// The leaf that was written last; nil when there is no message.
  let newestLeaf: Int?
  /// How many messages are named and not there.
  let missingCount: Int

  /// The ids differ. `shown` is the id of the message that the program shows, if it says one.
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

  /// From the root to a node.
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
    // 0 is not looked at; else the walk that came by.
    var walks = [Int](repeating: 0, count: parents.count)
    for start in parents.indices where walks[start] == 0 {
      var place = start
      while walks[place] == 0 {
        walks[place] = start + 1
        guard let parent = parents[place] else { break }
        place = parent
      }
      guard parents[place] != nil, walks[place] == start + 1 else { continue }
      // The walk has come back to `place`, which is on the circle.
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
  /// A branch for each way through a tree on which something was said, the shown one first, as `read`
  /// writes it down.
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
      // A branch of nothing but what we do not take ends where another goes on.
      guard let last = branch.messages.last, !taken.contains(last.key) else { continue }
      taken.formUnion(branch.messages.map(\.key))
      // The conversation's own time is that of what it shows.
      if !branches.isEmpty, last.createdAt.milliseconds < branch.updatedAt.milliseconds {
        branch.updatedAt = last.createdAt
      }
      branches.append(branch)
    }
  }
}
