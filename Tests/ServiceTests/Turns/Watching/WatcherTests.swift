import JSON
import Synchronization
import Testing
import Wire

@testable import Service

/// One connection that follows one turn.
@Suite struct WatcherTests {
  let outlet = Sink()
  let turn: TurnID = IDSource().next()

  @Test func `without an interval each delta is sent at once`() throws {
    var watcher = watcher(interval: nil)
    #expect(offer("a", 1, to: &watcher) == nil)
    #expect(offer("b", 2, to: &watcher) == nil)
    #expect(outlet.deltas == ["1a", "2b"])
  }

  @Test func `with an interval deltas are held back and joined, text and reasoning apart`() throws {
    var watcher = watcher(interval: 50)
    #expect(offer("a", 1, to: &watcher) == .milliseconds(50))
    #expect(offer("b", 2, to: &watcher) == nil)
    #expect(offer("hm", 3, .reasoning, to: &watcher) == nil)
    #expect(outlet.deltas.isEmpty)
    watcher.flush()
    #expect(outlet.deltas == ["2ab", "3hm"])
    #expect(offer("c", 4, to: &watcher) == .milliseconds(50))
  }

  @Test func `deltas that were held back are sent before any other message`() throws {
    var watcher = watcher(interval: 50)
    _ = offer("a", 1, to: &watcher)
    watcher.announce(Array(#"{"method":"turn/ended"}"#.utf8))
    #expect(outlet.names == ["turn/delta", "turn/ended"])
  }

  @Test func `a slow watcher is told once, with the number of the last delta that was sent`() throws
  {
    var watcher = watcher(interval: nil)
    _ = offer("a", 1, to: &watcher)
    outlet.unread.withLock { $0 = Limits.watcherBacklogBytes }
    _ = offer("b", 2, to: &watcher)
    outlet.unread.withLock { $0 = 0 }
    _ = offer("c", 3, to: &watcher)
    #expect(outlet.names == ["turn/delta", "turn/lagged"])
    #expect(outlet.messages[1]["params"]?["seq"]?.integer == 1)
    watcher.announce(Array(#"{"method":"turn/ended"}"#.utf8))
    #expect(outlet.names.last == "turn/ended")
  }

  private func watcher(interval: Int?) -> Watcher {
    Watcher(
      session: .next(), outlet: outlet, turn: turn,
      deltaInterval: interval.flatMap(DeltaInterval.init))
  }

  private func offer(
    _ text: String, _ seq: Int, _ kind: TurnDelta.Voice = .text, to watcher: inout Watcher
  ) -> Duration? {
    let delta = TurnDelta.Params(turnId: turn, seq: Sequence(seq), kind: kind, text: text)
    return watcher.offer(delta, encoded: Outbound.notification(TurnDelta.self, delta))
  }

  /// An outlet that keeps all messages.
  final class Sink: Outlet {
    private let sent = Mutex<[Value]>([])
    let unread = Mutex(0)

    func send(_ message: [UInt8]) {
      guard let document = try? Document(message) else { return }
      sent.withLock { $0.append(document.root) }
    }

    var unreadBytes: Int { unread.withLock { $0 } }

    let isAbandoned = false

    func admits(_ bytes: Int) -> Bool { true }

    func whenRoom(below bytes: Int, _ body: @escaping @Sendable () -> Void) {}

    func close() {}

    var messages: [Value] { sent.withLock { $0 } }
    var names: [String] { messages.compactMap { $0["method"]?.string } }

    var deltas: [String] {
      messages.filter { $0["method"]?.string == "turn/delta" }.map { message in
        let params = message["params"]
        return "\(params?["seq"]?.integer ?? -1)\(params?["text"]?.string ?? "")"
      }
    }
  }
}
