import Testing
import Wire

@testable import Store

/// How messages hang together in exports, whole and broken.
struct MessageTreeTests {
  /// `id<parent>children`: a node, its parent if one is named, and its children.
  private func tree(_ nodes: String..., shown: String? = nil) -> MessageTree {
    MessageTree(nodes.map(Self.node), shown: shown)
  }

  private static func node(_ text: String) -> MessageTree.Node {
    let parts = text.split(separator: ">", omittingEmptySubsequences: false)
    let head = parts[0].split(separator: "<").map(String.init)
    return MessageTree.Node(
      id: head[0], parent: head.count > 1 ? head[1] : nil,
      children: parts.count > 1 ? parts[1].split(separator: ",").map(String.init) : [])
  }

  /// Every way from a root to a leaf, as places.
  private func ways(_ tree: MessageTree) -> [[Int]] { tree.leaves.map(tree.path) }

  @Test func `each leaf has its way, from the root on`() {
    let tree = tree("r>a", "a<r>b,c", "b<a", "c<a")
    #expect(ways(tree) == [[0, 1, 2], [0, 1, 3]])
    #expect(tree.missingCount == 0)
  }

  @Test func `a leaf is where nothing follows, whatever children are named`() {
    let tree = tree("r>a", "a<r>gone", shown: "gone")
    #expect(ways(tree) == [[0, 1]])
    #expect(tree.missingCount == 1)
    #expect(tree.newestLeaf == 1)
  }

  @Test(arguments: ["c<gone>d", "c>d"])
  func `a message without its parent hangs on the one that names it`(_ node: String) {
    let tree = tree("a>b", "b<a>c", node, "d<c")
    #expect(ways(tree) == [[0, 1, 2, 3]])
  }

  @Test func `what nothing names begins a tree of its own, and what is missing is counted once`() {
    let tree = tree("a>b", "b<a", "c<gone>d", "d<c", "e<gone")
    #expect(ways(tree) == [[0, 1], [2, 3], [4]])
    #expect(tree.missingCount == 1)
  }

  @Test func `circles are cut, and everything on them and behind them is on a way`() {
    #expect(ways(tree("a<b", "b<a")) == [[0, 1]])
    #expect(ways(tree("a<a")) == [[0]])
    #expect(ways(tree("x<c", "a<c", "b<a", "c<b")) == [[1, 2, 3, 0]])
  }

  @Test func `a line of a hundred thousand costs its length`() {
    let nodes = (0..<100_000).map {
      MessageTree.Node(id: "\($0)", parent: $0 == 0 ? nil : "\($0 - 1)")
    }
    let tree = MessageTree(nodes.reversed())
    #expect(tree.leaves == [0])
    #expect(tree.path(to: 0).count == 100_000)
  }
}
