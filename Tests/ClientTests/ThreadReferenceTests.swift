import OwnThread
import Testing
import Wire

@testable import Client

@Suite(.ownThread) struct ThreadReferenceTests {
  private func thread(_ id: String, _ title: String? = nil) throws -> Noun.Thread {
    Noun.Thread(
      id: try #require(ThreadID(id)), title: title.flatMap { Title($0) }, createdAt: .now,
      updatedAt: .now)
  }

  @Test(arguments: ["0199A3F2", "0199a3f2-7c", "0199a3f27c1e7d5a9b0e3f2a1c4d5e6f"])
  func `the beginning of an id names it, dashes and case aside`(text: String) throws {
    let id = try #require(ThreadID("0199a3f2-7c1e-7d5a-9b0e-3f2a1c4d5e6f"))
    let reference = try ThreadReference(text)
    #expect(reference.names(id))
    #expect((reference.whole == id) == (text.count == 32))
  }

  @Test(arguments: ["xyz", "0199a3f27c1e7d5a9b0e3f2a1c4d5e6f0", "１", "Wool"])
  func `what is no beginning of an id is a title`(text: String) throws {
    let reference = try ThreadReference(text)
    #expect(!reference.isID)
    let wool = try thread("0199a3f2-7c1e-7d5a-9b0e-3f2a1c4d5e6f", text)
    let again = try thread("0199a3f2-7c1e-7d5a-9b0e-3f2a1c4d5e70", text)
    #expect(try reference.choose(from: [], titled: [wool]) == wool.id)
    let two = #expect(throws: ClientError.self) {
      try reference.choose(from: [], titled: [wool, again])
    }
    #expect(two?.text.contains("\(again.id)") == true)
    let none = #expect(throws: ClientError.self) { try reference.choose(from: []) }
    #expect(none?.text.contains("“\(text)”") == true)
  }

  @Test func `an id comes before a title that reads as one, and nothing names nothing`() throws {
    let cafe = try thread("cafe0000-7c1e-7d5a-9b0e-3f2a1c4d5e6f", "Wool")
    let titled = try thread("0199a3f2-7c1e-7d5a-9b0e-3f2a1c4d5e70", "Cafe")
    let reference = try ThreadReference("cafe")
    #expect(try reference.choose(from: [cafe], titled: [titled]) == cafe.id)
    #expect(try reference.choose(from: [], titled: [titled]) == titled.id)
    #expect(throws: ClientError.self) { try ThreadReference(" ") }
  }

  @Test func `one match is chosen, several are listed, none is said`() throws {
    let one = try thread("0199a3f2-7c1e-7d5a-9b0e-3f2a1c4d5e6f", "Wool")
    let two = try thread("0199a3f2-7c1e-7d5a-9b0e-3f2a1c4d5e70", "Yarn")
    let reference = try ThreadReference("0199")
    #expect(try reference.choose(from: [one]) == one.id)
    let several = #expect(throws: ClientError.self) { try reference.choose(from: [one, two]) }
    #expect(several?.text.contains("\(one.id)  Wool\n  \(two.id)  Yarn") == true)
    #expect(throws: ClientError.self) { try reference.choose(from: []) }
  }

  @Test func `all pages are searched`() throws {
    let directory = try TemporaryDirectory()
    let sample = SampleTurn()
    let other = SampleTurn()
    let server = try ScriptedServer(at: directory.file("s.sock")) { peer in
      peer.answer(
        try peer.expect("thread/list"), #"{"data":[\#(other.threadJSON)],"nextCursor":"c"}"#)
      peer.answer(
        try peer.expect("thread/list"), #"{"data":[\#(sample.threadJSON)],"nextCursor":null}"#)
    }
    let connection = try Connection(named: server.path)
    let name = String(sample.thread.description.dropLast())
    #expect(try ThreadReference(name).resolve(on: connection) == sample.thread)
  }

  @Test func `ids are shown long enough to tell them apart`() throws {
    let one = try thread("0199a3f2-7c1e-7d5a-9b0e-3f2a1c4d5e6f").id
    let near = try thread("0199a3f2-7c1e-7d5b-9b0e-3f2a1c4d5e70").id
    let far = try thread("0199ffff-7c1e-7d5b-9b0e-3f2a1c4d5e70").id
    #expect(IDReference.shownLength(of: [one, far]) == 13)
    #expect(IDReference.shownLength(of: [one, far, near]) == 18)
    #expect(IDReference.shownLength(of: [ThreadID]()) == 13)
  }
}
