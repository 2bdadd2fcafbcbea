import JSON
import OwnThread
import Testing
import Wire

@testable import Client

@Suite(.ownThread) struct ThreadReferenceTests {
  private func thread(
    _ number: Int, _ title: String? = nil, deletedAt: Timestamp? = nil, context: ContextID? = nil
  ) -> Noun.Thread {
    Noun.Thread(
      id: IDSource().next(), number: number, title: title.flatMap { Title($0) },
      contextId: context, messageCount: number, createdAt: .now,
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

  @Test(arguments: [
    ("12", "the number 12"), ("Wool", "the title “Wool”"), ("cafe", "the title “cafe”"),
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

  @Test func `ids are shown long enough to tell them apart`() throws {
    let one = try #require(TurnID("0199a3f2-7c1e-7d5a-9b0e-3f2a1c4d5e6f"))
    let near = try #require(TurnID("0199a3f2-7c1e-7d5b-9b0e-3f2a1c4d5e70"))
    let far = try #require(TurnID("0199ffff-7c1e-7d5b-9b0e-3f2a1c4d5e70"))
    #expect(IDReference.shownLength(of: [one, far]) == 13)
    #expect(IDReference.shownLength(of: [one, far, near]) == 18)
    #expect(IDReference.shownLength(of: [TurnID]()) == 13)
  }
}
