import Synchronization
import Testing
import Wire

@testable import Service

@Suite struct ScanLaneTests {
  private final class Sink: Outlet {
    private struct State {
      var unread = 0
      var waiting: [@Sendable () -> Void] = []
    }

    private let state = Mutex(State())

    let isAbandoned = false
    var unreadBytes: Int { state.withLock { $0.unread } }

    func send(_ message: [UInt8]) {}
    func admits(_ bytes: Int) -> Bool { true }
    func close() {}

    func whenRoom(below bytes: Int, _ body: @escaping @Sendable () -> Void) {
      state.withLock { $0.waiting.append(body) }
    }

    func leaveUnread(_ bytes: Int) {
      let ready = state.withLock { state in
        state.unread = bytes
        defer { if bytes == 0 { state.waiting = [] } }
        return bytes == 0 ? state.waiting : []
      }
      for body in ready { body() }
    }

    var waitingCount: Int { state.withLock { $0.waiting.count } }
  }

  /// What has begun, in order, and how to end it.
  private final class Desk: Sendable {
    private let state = Mutex<(begun: [Int], ends: [Int: @Sendable () -> Void])>(([], [:]))

    var begun: [Int] { state.withLock { $0.begun } }

    func work(_ number: Int) -> ScanLane.Work {
      { leave in
        self.state.withLock {
          $0.begun.append(number)
          $0.ends[number] = leave
        }
      }
    }

    func end(_ number: Int) {
      state.withLock { $0.ends.removeValue(forKey: number) }?()
    }
  }

  private let sink = Sink()
  private let desk = Desk()
  private let lane: ScanLane

  init() {
    lane = ScanLane(sink, unreadBytes: 100)
  }

  @Test func `a few run at once, in order`() {
    for number in 1...5 { lane.enter(desk.work(number)) }
    #expect(desk.begun == [1, 2])
    desk.end(2)
    #expect(desk.begun == [1, 2, 3])
    desk.end(1)
    desk.end(3)
    #expect(desk.begun == [1, 2, 3, 4, 5])
  }

  @Test func `none begins while too much is unread, and it is asked once for room`() {
    lane.enter(desk.work(1))
    sink.leaveUnread(100)
    for number in 2...4 { lane.enter(desk.work(number)) }
    desk.end(1)
    #expect(desk.begun == [1])
    lane.enter(desk.work(5))
    #expect(sink.waitingCount == 1)
    sink.leaveUnread(0)
    #expect(desk.begun == [1, 2, 3])
  }

  @Test func `many that end at once do not pile up`() {
    let count = Atomic(0)
    sink.leaveUnread(100)
    for _ in 0..<10_000 {
      lane.enter { leave in
        count.add(1, ordering: .relaxed)
        leave()
      }
    }
    sink.leaveUnread(0)
    #expect(count.load(ordering: .relaxed) == 10_000)
  }
}
