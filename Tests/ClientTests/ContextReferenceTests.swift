import JSON
import OwnThread
import Testing
import Wire

@testable import Client

@Suite(.ownThread) struct ContextReferenceTests {
  private func page(_ entries: [some Payload]) throws -> String {
    let data = try entries.map { String(decoding: try Output.encode($0), as: UTF8.self) }
    return #"{"data":[\#(data.joined(separator: ","))],"nextCursor":null}"#
  }

  @Test func `an action is looked for in the context that is asked for, if it must be`() throws {
    let directory = try TemporaryDirectory()
    let ids = IDSource()
    let (context, action): (ContextID, ActionID) = (ids.next(), ids.next())
    let other: ActionID = ids.next()
    let actions = [action, other].map {
      Noun.Action(
        id: $0, number: 7, contextId: context, type: .deploy, payload: .empty, createdAt: .now,
        updatedAt: .now)
    }
    let listed = try page(actions)
    let one = String(decoding: try Output.encode(ActionResult(actions[0])), as: UTF8.self)
    let server = try ScriptedServer(at: directory.file("s.sock")) { peer in
      for _ in 1...2 { peer.answer(try peer.expect("action/list"), listed) }
      peer.answer(try peer.expect("action/get"), one)
    }
    let connection = try Connection(named: server.path)
    let whole = try connection.action(named: "\(other)") {
      Issue.record("a whole id needs no context")
      return context
    }
    #expect(whole == other)
    let name = String(action.description.dropLast())
    #expect(try connection.action(named: name) { context } == action)
    let refusal = #expect(throws: ClientError.self) {
      try connection.action(named: "0") { context }
    }
    #expect(refusal?.text.contains("2 actions") == true)
    #expect(refusal?.text.contains("7  deploy pending") == true)
    // Its number within the context is all that people need.
    #expect(try connection.action(named: "7") { context } == action)
  }

  @Test func `no active context is said, with what to do`() throws {
    let directory = try TemporaryDirectory()
    let server = try ScriptedServer(at: directory.file("s.sock")) { peer in
      peer.answer(try peer.expect("context/active"), #"{"context":null}"#)
    }
    let connection = try Connection(named: server.path)
    let refusal = #expect(throws: ClientError.self) { try connection.activeContext() }
    #expect(refusal?.text.contains("context create") == true)
  }

  @Test func `objects that are typed are read under their rules`() throws {
    let flow = try TypedJSON.object(#"{"friction":"rough"}"#, as: NewFlow.self, "--flow")
    #expect(flow == NewFlow(friction: FlowWord(trusted: "rough")))
    #expect(try TypedJSON.object(nil, as: NewFlow.self, "--flow") == nil)
    for (text, words) in [
      ("{,}", "--flow is not JSON"), (#"{"speed":"x"}"#, "--flow: speed is not allowed"),
      ("[]", "--flow: expected"),
    ] {
      let refusal = #expect(throws: ClientError.self) {
        try TypedJSON.object(text, as: NewFlow.self, "--flow")
      }
      #expect(refusal?.text.hasPrefix(words) == true, "\(refusal?.text ?? "")")
    }
  }

  @Test func `an id is an action's, with the right article`() {
    let refusal = #expect(throws: ClientError.self) {
      try IDReference<Noun.Action>("xyz", noun: "action")
    }
    #expect(refusal?.text.contains("an action's id") == true)
  }
}
