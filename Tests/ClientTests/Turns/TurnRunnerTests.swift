import Foundation
import JSON
import OwnThread
import Testing
import Wire

@testable import Client

@Suite(.ownThread, .timeLimit(.minutes(1)))
struct TurnRunnerTests {
  @Test func `a turn streams, then ends with its result as it came`() throws {
    let trial = try TurnTrial()
    let turn = trial.sample
    let ending = try trial.run { peer in
      let request = try peer.expect("turn/run")
      guard request.params?["id"]?.string == turn.id.description else { throw Peer.Hung() }
      peer.notify("turn/started", #"{"turn":\#(turn.json(.running))}"#)
      peer.notify("turn/delta", turn.delta(1, "Hel"))
      peer.notify("turn/delta", turn.delta(2, "hm", "reasoning"))
      peer.notify("turn/delta", turn.delta(3, "lo"))
      peer.notify("turn/ended", turn.ended(.completed, "Hello"))
      peer.answer(request, turn.result(.completed, "Hello"))
    }
    #expect(trial.text == "Hello")
    #expect(trial.events == ["started"])
    #expect(trial.lines.count == 5)
    guard case .result(let result, let json) = ending else {
      Issue.record("\(ending)")
      return
    }
    #expect(result.turn.status == .completed)
    #expect(String(decoding: json, as: UTF8.self) == turn.result(.completed, "Hello"))
  }

  @Test func `a retry streams, and its end is its result`() throws {
    let trial = try TurnTrial()
    let turn = trial.sample
    let old: TurnID = IDSource().next()
    let ending = try trial.run(asking: .retry(.init(turnId: old, id: turn.id))) { peer in
      let request = try peer.expect("turn/retry")
      guard request.params?["turnId"]?.string == old.description else { throw Peer.Hung() }
      peer.answer(request, #"{"turn":\#(turn.json(.running)),"thread":\#(turn.threadJSON)}"#)
      peer.notify("turn/started", #"{"turn":\#(turn.json(.running))}"#)
      peer.notify("turn/delta", turn.delta(1, "Hello"))
      peer.notify("turn/ended", turn.ended(.completed, "Hello"))
      let get = try peer.expect("thread/get")
      peer.answer(get, #"{"thread":\#(turn.threadJSON)}"#)
    }
    #expect(trial.text == "Hello")
    guard case .result(let result, _) = ending else {
      Issue.record("\(ending)")
      return
    }
    #expect(result.turn.status == .completed)
  }

  @Test func `a retry whose answer was lost is found again, and asked again if it never arrived`()
    throws
  {
    let trial = try TurnTrial()
    let turn = trial.sample
    let ending = try trial.run(
      asking: .retry(.init(turnId: IDSource().next(), id: turn.id)),
      { peer in _ = try peer.expect("turn/retry") },
      { peer in
        peer.answer(try peer.expect("ping"), "{}")
        peer.fail(
          try peer.expect("turn/watch"),
          #"{"code":-32002,"message":"No.","data":{"kind":"notFound","entity":"turn"}}"#)
        let again = try peer.expect("turn/retry")
        guard again.params?["id"]?.string == turn.id.description else { throw Peer.Hung() }
        peer.fail(
          again,
          #"{"code":-32004,"message":"No.","data":{"kind":"busy","turnId":"\#(turn.id)"}}"#)
      })
    guard case .fault(let fault) = ending else {
      Issue.record("\(ending)")
      return
    }
    #expect(fault.fault?.kind == .busy)
  }

  @Test func `a lagging reader catches up with a snapshot, nothing lost, nothing doubled`() throws {
    let trial = try TurnTrial()
    let turn = trial.sample
    _ = try trial.run { peer in
      let request = try peer.expect("turn/run")
      peer.notify("turn/delta", turn.delta(1, "one "))
      peer.notify("turn/lagged", #"{"turnId":"\#(turn.id)","seq":1}"#)
      let watch = try peer.expect("turn/watch")
      guard watch.params?["afterSeq"]?.integer == 1 else { throw Peer.Hung() }
      peer.answer(watch, turn.snapshot(.running, "two three ", from: 1, through: 3))
      peer.notify("turn/delta", turn.delta(3, "three "))
      peer.notify("turn/delta", turn.delta(4, "four"))
      peer.notify("turn/ended", turn.ended(.completed, "one two three four"))
      peer.answer(request, turn.result(.completed, "one two three four"))
    }
    #expect(trial.text == "one two three four")
    let deltas = trial.lines.filter { $0.contains("turn/delta") }
    #expect(deltas.count == 3)
    #expect(deltas[1].contains(#""seq":3,"kind":"text","text":"two three ""#))
  }

  @Test func `a snapshot that does not fit is followed by the whole`() throws {
    let trial = try TurnTrial()
    let turn = trial.sample
    _ = try trial.run { peer in
      let request = try peer.expect("turn/run")
      peer.notify("turn/delta", turn.delta(2, "ab"))
      peer.notify("turn/lagged", #"{"turnId":"\#(turn.id)","seq":2}"#)
      peer.answer(try peer.expect("turn/watch"), turn.snapshot(.running, "e", from: 4, through: 5))
      let again = try peer.expect("turn/watch")
      guard again.params?["afterSeq"]?.integer == 0 else { throw Peer.Hung() }
      peer.answer(again, turn.snapshot(.running, "abcde", from: 0, through: 5))
      peer.answer(request, turn.result(.completed, "abcdef"))
    }
    #expect(trial.text == "abcdef")
    // As lines they are deltas like any other: each with a greater seq.
    let deltas = trial.lines.filter { $0.contains("turn/delta") }
    #expect(deltas.count == 3)
    for (delta, seq) in zip(deltas, [2, 5, 6]) { #expect(delta.contains("\"seq\":\(seq),")) }
  }

  @Test func `a stopped pager holds back the daemon, and then gets every byte`() throws {
    let trial = try TurnTrial()
    let turn = trial.sample
    let pager = Pipe()
    let queue = OutputQueue(descriptor: pager.fileHandleForWriting.fileDescriptor)
    let block = String(repeating: "0123456789abcde\\n", count: 4096)
    let sent = 64
    let whole = String(repeating: block, count: sent)
    let waking = DispatchSemaphore(value: 0)
    Thread.detachNewThread {
      // Asleep until more has been said than waits for it.
      waking.wait()
      var count = 0
      while count < sent * 65536 {
        let data = pager.fileHandleForReading.availableData
        if data.isEmpty { break }
        count += data.count
      }
    }
    let ending = try trial.run(output: queue) { peer in
      let request = try peer.expect("turn/run")
      for seq in 1...sent {
        peer.notify("turn/delta", turn.delta(seq, block))
        if seq * block.utf8.count > OutputQueue.limit { waking.signal() }
      }
      peer.answer(request, turn.result(.completed, whole))
    }
    #expect(trial.text.utf8.count == sent * 65536)
    guard case .result = ending else {
      Issue.record("\(ending)")
      return
    }
    try queue.drain()
  }

  @Test func `a provider's failure keeps what was said and is a fault`() throws {
    let trial = try TurnTrial()
    let turn = trial.sample
    let ending = try trial.run { peer in
      let request = try peer.expect("turn/run")
      peer.notify("turn/delta", turn.delta(1, "par"))
      peer.notify("turn/ended", turn.ended(.failed, "part"))
      peer.fail(
        request,
        #"{"code":-32005,"message":"Down.","data":{"kind":"provider","provider":"p","class":"server"}}"#
      )
    }
    #expect(trial.text == "part")
    guard case .fault(let fault) = ending else {
      Issue.record("\(ending)")
      return
    }
    #expect(fault.fault?.kind == .provider)
  }

  @Test func `an interrupt cancels the turn and waits for its end`() throws {
    let trial = try TurnTrial()
    let turn = trial.sample
    trial.onText = { $0.interrupt.interrupt() }
    let ending = try trial.run { peer in
      let request = try peer.expect("turn/run")
      peer.notify("turn/delta", turn.delta(1, "so "))
      let cancel = try peer.expect("turn/cancel")
      guard cancel.params?["turnId"]?.string == turn.id.description else { throw Peer.Hung() }
      peer.answer(cancel, #"{"turn":\#(turn.json(.cancelled))}"#)
      peer.answer(request, turn.result(.cancelled, "so"))
    }
    #expect(trial.events == ["cancelling"])
    guard case .result(let result, _) = ending else {
      Issue.record("\(ending)")
      return
    }
    #expect(result.turn.status == .cancelled)
  }

  @Test func `a second interrupt leaves at once`() throws {
    let trial = try TurnTrial()
    let turn = trial.sample
    trial.onText = { $0.interrupt.interrupt() }
    #expect(throws: ClientError.interrupted) {
      try trial.run { peer in
        try peer.expect("turn/run")
        peer.notify("turn/delta", turn.delta(1, "so "))
        try peer.expect("turn/cancel")
        peer.notify("turn/delta", turn.delta(2, "on "))
        while try peer.next() != nil {}
      }
    }
  }

  @Test func `an interrupt is heard although the output is stuck`() throws {
    let trial = try TurnTrial()
    let turn = trial.sample
    let pager = Pipe()
    let queue = OutputQueue(descriptor: pager.fileHandleForWriting.fileDescriptor)
    let block = String(repeating: "x", count: 65536)
    trial.onText = { if $0.text.utf8.count == 4 * 65536 { $0.interrupt.interrupt() } }
    _ = try trial.run(output: queue) { peer in
      let request = try peer.expect("turn/run")
      for seq in 1...4 { peer.notify("turn/delta", turn.delta(seq, block)) }
      try peer.expect("turn/cancel")
      // The pager goes on: only then is there room for the end.
      Thread.detachNewThread {
        var count = 0
        while count < 4 * 65536 { count += pager.fileHandleForReading.availableData.count }
      }
      peer.answer(request, turn.result(.cancelled, nil))
    }
    #expect(trial.events == ["cancelling"])
    try queue.drain()
  }

  @Test func `a reader that has had enough ends the command, not the turn`() throws {
    signal(SIGPIPE, SIG_IGN)
    let trial = try TurnTrial()
    let turn = trial.sample
    let pager = Pipe()
    try pager.fileHandleForReading.close()
    let queue = OutputQueue(descriptor: pager.fileHandleForWriting.fileDescriptor)
    #expect(throws: ClientError.outputClosed) {
      try trial.run(output: queue) { peer in
        try peer.expect("turn/run")
        peer.notify("turn/delta", turn.delta(1, "more"))
        // Nothing else is asked of the daemon: no cancel.
        guard try peer.next() == nil else { throw Peer.Hung() }
      }
    }
  }
}
