import Dispatch
import JSON
import Synchronization
import Testing
import Wire

/// The methods of JSON-RPC 2.0 section 7, and a few that hold a call until the test releases it.
final class SpecificationEndpoint: Endpoint {
  private struct State {
    var methods: [String] = []
    var held: [Call] = []
    var disconnections = 0
    var abandoned: [Bool] = []
  }

  let outlet: any Outlet
  private let state = Mutex(State())
  private let events: Events
  private let blocked = DispatchSemaphore(value: 0)

  init(_ outlet: any Outlet, events: Events) {
    self.outlet = outlet
    self.events = events
  }

  var methods: [String] { state.withLock { $0.methods } }
  var disconnections: Int { state.withLock { $0.disconnections } }
  /// The result of each `look`.
  var abandoned: [Bool] { state.withLock { $0.abandoned } }
  var heldCount: Int { state.withLock { $0.held.count } }

  func receive(_ call: Call) {
    state.withLock { $0.methods.append(call.method) }
    answer(call)
    events.happened()
  }

  func disconnected() {
    state.withLock { $0.disconnections += 1 }
    events.happened()
  }

  /// Ends the calls that are held, the oldest first, off the event loop.
  func release(_ count: Int = .max, result: String = "true") {
    let calls = state.withLock { state in
      let calls = Array(state.held.prefix(count))
      state.held.removeFirst(calls.count)
      return calls
    }
    for call in calls { call.succeed(Array(result.utf8)) }
  }

  /// Lets `block` return, which blocks the event loop until then.
  func unblock() { blocked.signal() }

  private func answer(_ call: Call) {
    let params = call.params
    switch call.method {
    case "subtract":
      let minuend = params?["minuend"] ?? params?[0]
      let subtrahend = params?["subtrahend"] ?? params?[1]
      guard let minuend = minuend?.integer, let subtrahend = subtrahend?.integer else {
        return call.fail(.invalidParams(path: "", expected: "two numbers"))
      }
      call.succeed(Array("\(minuend - subtrahend)".utf8))
    case "sum":
      call.succeed(Array("\(params?.elements.reduce(0) { $0 + ($1.integer ?? 0) } ?? 0)".utf8))
    case "get_data": call.succeed(Array(#"["hello",5]"#.utf8))
    case "update", "notify_hello", "notify_sum": call.succeed(Array("null".utf8))
    case "echo": call.succeed(params?.token ?? Array("null".utf8))
    case "large": call.succeed(large(params?["bytes"]?.integer ?? 0))
    case "tell":
      for n in 1...3 {
        outlet.send(Array(#"{"jsonrpc":"2.0","method":"told","params":[\#(n)]}"#.utf8))
      }
      call.succeed(Array("true".utf8))
    case "spin":
      let end = ContinuousClock.now + .milliseconds(1)
      while ContinuousClock.now < end {}
      call.succeed(Array("null".utf8))
    case "block":
      events.happened()
      blocked.wait()
      call.succeed(Array("null".utf8))
    case "look":
      state.withLock { $0.abandoned.append(outlet.isAbandoned) }
      call.succeed(Array("null".utf8))
    case "hold": hold(call)
    case "park":
      call.park()
      hold(call)
    case "drop": break
    default: call.fail(.methodNotFound(call.method))
    }
  }

  private func hold(_ call: Call) {
    state.withLock { $0.held.append(call) }
    call.onCancel {
      call.fail(.cancelled())
      self.state.withLock { $0.held.removeAll { $0 === call } }
      self.events.happened()
    }
  }

  private func large(_ count: Int) -> [UInt8] {
    [UInt8(ascii: "\"")] + Array(repeating: UInt8(ascii: "x"), count: count) + [UInt8(ascii: "\"")]
  }
}

/// Lets a test wait for events of the event loop.
final class Events: Sendable {
  private let signal = DispatchSemaphore(value: 0)

  func happened() { signal.signal() }

  /// Checks the condition after every event.
  func wait(_ what: Comment, until isTrue: () -> Bool) throws {
    while !isTrue() {
      try #require(signal.wait(timeout: .now() + 10) == .success, what)
    }
  }
}
