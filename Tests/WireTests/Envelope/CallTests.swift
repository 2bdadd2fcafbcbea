import Synchronization
import Testing
import Wire

struct CallTests {
  /// What a call reported, in words.
  private final class Log: Sendable {
    private let entries = Mutex<[String]>([])

    var all: [String] { entries.withLock { $0 } }

    func note(_ entry: String) {
      entries.withLock { $0.append(entry) }
    }

    func note(_ report: Call.Report) {
      switch report {
      case .parked: note("parked")
      case .ended(.result(let bytes)): note("result \(text(bytes))")
      case .ended(.fault(let fault)): note("\(fault.kind)")
      case .ended(.dropped): note("dropped")
      }
    }
  }

  private let log = Log()

  private func call(id: RequestID? = .null) -> Call {
    Call(Request(id: id, method: "ping", params: nil)) { [log] in log.note($0) }
  }

  @Test func `a call ends once, whoever comes second`() {
    let call = call()
    call.succeed(Array("{}".utf8))
    call.fail(.cancelled())
    call.succeed([])
    #expect(log.all == ["result {}"])
  }

  @Test func `what nobody would hear ends without an answer, once`() {
    let call = call()
    call.drop()
    call.succeed([])
    call.drop()
    #expect(log.all == ["dropped"])
  }

  @Test func `many that answer at once are heard once`() async {
    let call = call()
    await withTaskGroup(of: Void.self) { group in
      for _ in 0..<64 { group.addTask { call.succeed([]) } }
    }
    #expect(log.all.count == 1)
  }

  @Test func `a call that is dropped answers internal`() {
    _ = call()
    #expect(log.all == ["internal"])
  }

  @Test func `a call that was answered is silent when it goes`() {
    call().fail(.notFound(.turn))
    #expect(log.all == ["notFound"])
  }

  @Test func `a call that was cancelled does not begin`() {
    let call = call()
    call.cancel()
    #expect(throws: Fault.cancelled()) { try call.begin() }
    call.fail(.cancelled())
    #expect(log.all == ["cancelled"])
  }

  @Test func `a call that has begun goes on when it is cancelled`() throws {
    let call = call()
    try call.begin()
    call.cancel()
    call.succeed(Array("{}".utf8))
    #expect(log.all == ["result {}"])
  }

  @Test func `who asked is told of a cancellation once`() {
    let call = call()
    call.onCancel { [log] in log.note("told") }
    call.cancel()
    call.cancel()
    #expect(log.all == ["told"])
    call.fail(.cancelled())
  }

  @Test func `who asks too late is told at once`() {
    let call = call()
    call.cancel()
    call.onCancel { [log] in log.note("told") }
    #expect(log.all == ["told"])
    call.fail(.cancelled())
  }

  @Test func `a call that has ended cannot be cancelled`() {
    let call = call()
    call.onCancel { [log] in log.note("told") }
    call.succeed(Array("{}".utf8))
    call.cancel()
    #expect(log.all == ["result {}"])
  }

  @Test func `a call that waits on a turn says so`() {
    let call = call()
    call.park()
    call.succeed(Array("{}".utf8))
    #expect(log.all == ["parked", "result {}"])
  }

  @Test func `a request without an id is a notification`() {
    let call = call(id: nil)
    #expect(call.isNotification)
    call.succeed([])
  }
}
