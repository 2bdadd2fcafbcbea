import Foundation
import JSON
import OwnThread
import Testing
import Wire

@testable import Client

/// What becomes of a turn whose connection breaks.
@Suite(.ownThread, .timeLimit(.minutes(1)))
struct TurnReconnectingTests {
  @Test func `a lost connection is made again and the turn goes on where it was`() throws {
    let trial = try TurnTrial()
    let turn = trial.sample
    let ending = try trial.run(
      { peer in
        try peer.expect("turn/run")
        peer.notify("turn/delta", turn.delta(1, "one "))
      },
      { peer in
        peer.answer(try peer.expect("ping"), "{}")
        let watch = try peer.expect("turn/watch")
        guard watch.params?["afterSeq"]?.integer == 1 else { throw Peer.Hung() }
        peer.answer(watch, turn.snapshot(.running, "one two ", from: 0, through: 2))
        peer.notify("turn/delta", turn.delta(3, "three"))
        peer.notify("turn/ended", turn.ended(.completed, "one two three"))
        let get = try peer.expect("thread/get")
        peer.answer(get, #"{"thread":\#(turn.threadJSON)}"#)
      })
    #expect(trial.text == "one two three")
    #expect(trial.events.contains("reconnecting"))
    guard case .result(let result, _) = ending else {
      Issue.record("\(ending)")
      return
    }
    #expect(result.thread?.id == turn.thread)
  }

  @Test func `a turn that a restart interrupted prints what is kept and says so`() throws {
    let trial = try TurnTrial()
    let turn = trial.sample
    let ending = try trial.run(
      { peer in
        try peer.expect("turn/run")
        peer.notify("turn/delta", turn.delta(1, "one "))
      },
      { peer in
        peer.answer(try peer.expect("ping"), "{}")
        peer.answer(
          try peer.expect("turn/watch"), turn.snapshot(.interrupted, "one tw", from: 0, through: 0))
        peer.notify("turn/ended", turn.ended(.interrupted, "one tw"))
      })
    #expect(trial.text == "one tw")
    guard case .interrupted = ending else {
      Issue.record("\(ending)")
      return
    }
  }

  @Test func `a turn that was heard of and is gone is lost, and not asked twice`() throws {
    let trial = try TurnTrial()
    let turn = trial.sample
    let ending = try trial.run(
      { peer in
        try peer.expect("turn/run")
        peer.notify("turn/delta", turn.delta(1, "one "))
      },
      { peer in
        peer.answer(try peer.expect("ping"), "{}")
        peer.fail(
          try peer.expect("turn/watch"),
          #"{"code":-32002,"message":"No.","data":{"kind":"notFound","entity":"turn"}}"#)
        if let more = try peer.next() { throw Peer.Unexpected(method: more.method) }
      })
    #expect(trial.text == "one ")
    guard case .lost = ending else {
      Issue.record("\(ending)")
      return
    }
  }

  @Test func `a question that never arrived is asked again under the same id`() throws {
    let trial = try TurnTrial()
    let turn = trial.sample
    let ending = try trial.run(
      { _ in },
      { peer in
        peer.answer(try peer.expect("ping"), "{}")
        peer.fail(
          try peer.expect("turn/watch"),
          #"{"code":-32002,"message":"No.","data":{"kind":"notFound","entity":"turn"}}"#)
        let again = try peer.expect("turn/run")
        guard again.params?["id"]?.string == turn.id.description else { throw Peer.Hung() }
        peer.answer(again, turn.result(.completed, "late"))
      })
    #expect(trial.text == "late")
    guard case .result = ending else {
      Issue.record("\(ending)")
      return
    }
  }
}
