import JSON
import OwnThread
import Testing
import Wire

@testable import Client

@Suite(.ownThread) struct ThreadReferenceTests {
  private func thread(
    _ number: Int, _ title: String? = nil, deletedAt: Timestamp? = nil, context: ContextID? = nil,
    copyOf: ThreadID? = nil
  ) -> Noun.Thread {
    Noun.Thread(
      id: IDSource().next(), number: number, title: title.flatMap { Title($0) },
      contextId: context, copyOf: copyOf, messageCount: number, createdAt: .now,
      updatedAt: Timestamp(milliseconds: 1_795_284_285_120), deletedAt: deletedAt)
  }

  private func refusal(
    _ name: String, _ found: Found<Noun.Thread>, includeDeleted: Bool = false
  ) throws -> String {
    let reference = try ThreadReference(name)
    let refusal = #expect(throws: ClientError.self) {
      try reference.choose(from: found, includeDeleted: includeDeleted)
    }
    return refusal?.text ?? ""
  }

  @Test func `one match is chosen`() throws {
    let wool = thread(12, "Wool")
    #expect(try ThreadReference("12").choose(from: Found([wool], by: .number)) == wool)
    #expect(try ThreadReference("wool").choose(from: Found([wool], by: .title)) == wool)
  }

  @Test func `several of one title are told apart by number, time and length`() throws {
    let text = try refusal("Wool", Found([thread(12, "Wool"), thread(1, "wool")], by: .title))
    #expect(
      text == """
        2 threads have the title “Wool”; name one by its number:
          12  2026-11-21 18:04  12 messages  Wool
          1  2026-11-21 18:04  1 message  wool
        """)
    let many = try refusal(
      "Wool", Found([thread(12, "Wool"), thread(1, "wool")], by: .title, hasMore: true))
    #expect(many.hasPrefix("More than 2 threads have"))
  }

  @Test func `five are told of, without versions, and how many more there are`() throws {
    let original = thread(1, "Wool")
    let others = (2...9).map { thread($0, "T\($0)") }
    let version = thread(20, "Wool", copyOf: original.id)
    let text = try refusal("0199a3f2", Found([version, original] + others, by: .id))
    let lines = text.split(separator: "\n")
    #expect(lines[0] == "10 threads have an id that begins with 0199a3f2; name one by its number:")
    #expect(
      lines.dropFirst().map { $0.split(separator: " ")[0] } == ["1", "2", "3", "4", "5", "…"])
    #expect(lines.last == "  … 5 more")
    // Versions alone are told of: there is nothing else.
    let versions = [version, thread(21, "Wool", copyOf: original.id)]
    #expect(try refusal("0199a3f2", Found(versions, by: .id)).contains("\n  21  "))
  }

  @Test func `the beginning of nearly all ids offers none of them`() throws {
    let text = try refusal("0199a", Found((1...20).map { thread($0) }, by: .id, hasMore: true))
    #expect(
      text
        == "More than 20 threads have an id that begins with 0199a: name one by its number; skein "
        + "thread list shows them.")
  }

  @Test func `titles like what was typed are offered, and a search for it`() throws {
    let text = try refusal("yarn", Found([], by: nil, similar: [thread(3, "Yarn 🧶 and needles")]))
    #expect(
      text == """
        You have no thread with the title “yarn”, nor one whose id begins with that. Similar \
        titles; name one by its number; skein search yarn searches all threads:
          3  2026-11-21 18:04  3 messages  Yarn 🧶 and needles
        """)
    // The shell would take it for something else.
    let odd = try refusal("y;rm", Found([], by: nil, similar: [thread(3, "why;rm")]))
    #expect(odd.contains("; skein search searches all threads"))
  }

  @Test(arguments: [
    ("0", "the number 0"), ("12", "the number 12"), ("Wool", "the title “Wool”"),
    ("cafe", "the title “cafe”"),
    ("12345678", "the title “12345678”"),
  ])
  func `none is said in the words that were typed`(name: String, words: String) throws {
    let text = try refusal(name, Found([], by: nil))
    #expect(text.contains(words) && text.contains("skein thread list"), "\(text)")
  }

  @Test func `a deleted one is named with the command that brings it back`() throws {
    let gone = Found([thread(12, "Wool", deletedAt: .now)], by: .number)
    #expect(
      try refusal("12", gone)
        == "Thread 12, “Wool”, is deleted; skein thread restore 12 brings it back.")
    #expect(try ThreadReference("12").choose(from: gone, includeDeleted: true) == gone.data[0])
    let context: ContextID = IDSource().next()
    let owned = Found([thread(3, deletedAt: .now, context: context)], by: .number)
    #expect(
      try refusal("3", owned)
        == "Thread 3 is deleted; skein context restore \(context) brings it back.")
  }

  @Test(arguments: ["", "  ", "two\nlines", String(repeating: "x", count: 201)])
  func `what can name nothing is refused before anybody is asked`(name: String) {
    #expect(throws: ClientError.self) { try ThreadReference(name) }
  }

  @Test(arguments: ["0199A3F2-7C1E-7D5A-9B0E-3F2A1C4D5E6F", "0199a3f27c1e7d5a9b0e3f2a1c4d5e6f"])
  func `a whole id needs nobody to be asked`(text: String) throws {
    let id = ThreadID("0199a3f2-7c1e-7d5a-9b0e-3f2a1c4d5e6f")
    #expect(try ThreadReference(text).whole == id)
    #expect(try ThreadReference(String(text.dropLast())).whole == nil)
  }

  @Test func `a name takes one call, however many threads there are`() throws {
    let directory = try TemporaryDirectory()
    let wool = thread(12, "Wool")
    let found = String(decoding: try Output.encode(Found([wool], by: .title)), as: UTF8.self)
    let server = try ScriptedServer(at: directory.file("s.sock")) { peer in
      let call = try peer.expect("thread/find")
      peer.answer(call, found)
    }
    let connection = try Connection(named: server.path)
    #expect(try ThreadReference("Wool").resolve(on: connection) == wool.id)
  }

  @Test func `who restores means the deleted one of two of one name`() throws {
    let directory = try TemporaryDirectory()
    let gone = thread(3, "Wool", deletedAt: .now)
    let found = String(
      decoding: try Output.encode(Found([thread(12, "Wool"), gone], by: .title)), as: UTF8.self)
    let server = try ScriptedServer(at: directory.file("s.sock")) { peer in
      peer.answer(try peer.expect("thread/find"), found)
    }
    let connection = try Connection(named: server.path)
    let chosen = try ThreadReference("Wool").find(
      on: connection, includeDeleted: true, prefersDeleted: true)
    #expect(chosen.id == gone.id)
  }

  @Test func `ids are shown by their ends, long enough to tell them apart`() throws {
    let one = try #require(TurnID("0199a3f2-7c1e-7d5a-9b0e-3f2a1c4d5e6f"))
    let near = try #require(TurnID("0199a3f2-7c1e-7d5b-9b0e-3f2b1c4d5e6f"))
    let nearer = try #require(TurnID("0199a3f2-7c1e-7d5b-9b0f-3f2a1c4d5e6f"))
    let far = try #require(TurnID("0199ffff-7c1e-7d5b-9b0e-3f2a1c4d5e70"))
    #expect(IDReference.shownLength(of: [one, far]) == 8)
    #expect(IDReference.shownLength(of: [one, far, near]) == 9)
    // A dash in front would make an option of it.
    #expect(IDReference.shownLength(of: [one, nearer]) == 14)
    #expect(IDReference.shownLength(of: [TurnID]()) == 8)
    for shown in ["1c4d5e6f", "e-3f2a1c4d5e6f", "0199a3f2-7c1e"] {
      #expect(try IDReference<Noun.Turn>(shown, noun: "turn").names(one), "\(shown)")
    }
    #expect(try !IDReference<Noun.Turn>("5e6f", noun: "turn").names(one))
  }

  @Test func `of many ids that begin alike five are told of, of nearly all none`() throws {
    let ids = IDSource()
    let reference = try IDReference<Noun.Turn>("01", noun: "turn")
    func text(_ count: Int) -> String {
      let found: [(id: TurnID, label: String)] = (0..<count).map { (ids.next(), "turn \($0)") }
      let refusal = #expect(throws: ClientError.self) { try reference.choose(from: found) }
      return refusal?.text ?? ""
    }
    #expect(text(8).split(separator: "\n").count == 7)
    #expect(text(8).hasSuffix("  … 3 more"))
    #expect(text(30) == "30 turns have an id that begins or ends with 01; give more digits.")
  }
}
