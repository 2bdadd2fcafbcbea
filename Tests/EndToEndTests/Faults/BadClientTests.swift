import JSON
import OwnThread
import Synchronization
import Testing
import Upstream
import Wire

/// What clients do that they should not.
@Suite(.ownThread, .timeLimit(.minutes(5)))
struct BadClientTests {
  @Test func `garbage is answered line by line and the connection lives on`() throws {
    let daemon = try LiveDaemon()
    let client = try daemon.connect()
    let lines: [(bytes: [UInt8], code: Int)] = [
      (Array("GET / HTTP/1.1".utf8), -32700), (Array("{\"jsonrpc\":".utf8), -32700),
      ([0xFF, 0xFE, 0x00], -32700), (Array("[]".utf8), -32600), (Array("42".utf8), -32600),
      (Array("{\"jsonrpc\":\"2.0\",\"id\":true,\"method\":\"ping\"}".utf8), -32600),
      (Array(String(repeating: "[", count: 100_000).utf8), -32700),
    ]
    for (bytes, code) in lines {
      try client.socket.send(bytes + [UInt8(ascii: "\n")])
      let answer = try client.receive()
      #expect(answer["error"]?["code"]?.integer == code)
      #expect(answer["id"]?.kind == .null)
    }
    _ = try client.call(Ping.self, .init())
  }

  @Test func `noise of any kind ends nothing for anybody else`() throws {
    let daemon = try LiveDaemon()
    let client = try daemon.connect()
    var numbers = SystemRandomNumberGenerator()
    for _ in 0..<50 {
      let noise = (0..<2000).map { _ in UInt8.random(in: 0...255, using: &numbers) }
      let other = try Socket(daemon.home.socket)
      try? other.send(noise)
      other.close()
      _ = try client.call(Ping.self, .init())
    }
  }

  @Test func `17 MiB without a line's end are answered once and not kept`() throws {
    let daemon = try LiveDaemon()
    let client = try daemon.connect()
    let before = try daemon.residentKiB()
    let megabyte = [UInt8](repeating: UInt8(ascii: "x"), count: 1 << 20)
    for _ in 0..<17 { try client.socket.send(megabyte) }
    let answer = try client.receive()
    #expect(answer["error"]?["code"]?.integer == -32600)
    #expect(answer["error"]?["data"]?["limit"]?.integer == 16 << 20)
    #expect(answer["id"]?.kind == .null)
    for _ in 0..<64 { try client.socket.send(megabyte) }
    #expect(try daemon.residentKiB() - before < 64 << 10)
    try client.socket.send("")
    _ = try client.call(Ping.self, .init())
    #expect(client.transcript == ["answer 1"])
  }

  @Test func `connections that come and go leave nothing behind`() async throws {
    let daemon = try LiveDaemon()
    _ = try daemon.connect().call(Ping.self, .init())
    let idle = try daemon.openFiles()
    _ = try await atOnce(8) { number in
      for count in 0..<250 {
        let socket = try Socket(daemon.home.socket)
        // Some say nothing, some half a line, some leave before their answer.
        if count % 3 == 1 { try socket.send(Array(#"{"jsonrpc":"2.0","#.utf8)) }
        if count % 3 == 2 { try socket.send(#"{"jsonrpc":"2.0","id":1,"method":"ping"}"#) }
        socket.close()
      }
    }
    _ = try daemon.connect().call(Ping.self, .init())
    #expect(try eventually { try daemon.openFiles() <= idle }, "\(idle)")
  }

  @Test(.enabled(if: Descriptors.limit > 1100, "this test holds 1,024 connections"))
  func `the 1025th connection is told to come back, and finds room when one leaves`() throws {
    let daemon = try LiveDaemon()
    let limit = LimitSettings().connections
    let contract = try daemon.contract()
    var sockets: [Socket] = []
    // The connection that asked for the contract may still be closing.
    while sockets.count < limit {
      let socket = try Socket(daemon.home.socket)
      try socket.send(#"{"jsonrpc":"2.0","id":1,"method":"ping"}"#)
      let answer = try #require(try socket.line())
      if answer.contains("result") { sockets.append(socket) }
    }
    let extra = WireClient(try Socket(daemon.home.socket), contract)
    let refusal = try extra.receive()
    #expect(refusal["error"]?["code"]?.integer == -32001)
    #expect(refusal["id"]?.kind == .null)
    #expect(try extra.socket.isClosed())
    for socket in sockets {
      try socket.send(#"{"jsonrpc":"2.0","id":2,"method":"ping"}"#)
      #expect(try socket.line() == #"{"jsonrpc":"2.0","id":2,"result":{}}"#)
    }
    sockets.removeFirst().close()
    #expect(
      try eventually {
        let socket = try Socket(daemon.home.socket)
        try? socket.send(#"{"jsonrpc":"2.0","id":3,"method":"ping"}"#)
        return try socket.line() == #"{"jsonrpc":"2.0","id":3,"result":{}}"#
      })
  }

  @Test func `with too few descriptors clients wait, and nobody is lost`() async throws {
    let upstream = try Upstream.saying("In the end.")
    let daemon = try LiveDaemon(
      Setup(upstream: upstream, shell: "ulimit -n 64", meansErrors: true))
    let contract = try daemon.contract()
    let sockets = try (0..<200).map { _ in try Socket(daemon.home.socket) }
    for socket in sockets { try socket.send(#"{"jsonrpc":"2.0","id":1,"method":"ping"}"#) }
    let before = try daemon.cpuSeconds()
    // Who was let in is answered; the others wait without costing anything.
    #expect(try sockets[0].line() == #"{"jsonrpc":"2.0","id":1,"result":{}}"#)
    #expect(throws: Socket.TimedOut.self) { try sockets[199].line(within: 1) }
    #expect(try daemon.cpuSeconds() - before < 0.3)
    // As clients leave the next ones are let in, to the last.
    for socket in sockets {
      if socket !== sockets[0] { #expect(try socket.line()?.contains("result") == true) }
      socket.close()
    }
    let client = WireClient(try Socket(daemon.home.socket), contract, of: daemon)
    #expect(try client.call(TurnRun.self, .asking("And?")).turn.output == "In the end.")
  }

  @Test func `who floods leaves the others their turn`() async throws {
    let daemon = try LiveDaemon()
    let client = try daemon.connect()
    let isOver = Atomic<Bool>(false)
    let answered = Atomic<Int>(0)
    let flooding = try Socket(daemon.home.socket)
    async let flood: Void = {
      let request = Array(#"{"jsonrpc":"2.0","id":1,"method":"thread/list"}"#.utf8) + [0x0A]
      let many = Array(repeatElement(request, count: 100).joined())
      while !isOver.load(ordering: .relaxed) {
        try flooding.send(many)
        for _ in 0..<100 where try flooding.line() != nil {
          answered.add(1, ordering: .relaxed)
        }
      }
    }()
    #expect(eventually { answered.load(ordering: .relaxed) > 0 })
    var slowest = Duration.zero
    for _ in 0..<100 {
      let took = try ContinuousClock().measure { _ = try client.call(Ping.self, .init()) }
      slowest = max(slowest, took)
    }
    isOver.store(true, ordering: .relaxed)
    try await flood
    #expect(slowest < .seconds(1))
  }

  @Test func `who does not read a stream is told that it fell behind, and the answer is whole`()
    throws
  {
    let tap = Tap()
    let daemon = try LiveDaemon(try .saying(tap))
    let reader = try daemon.connect()
    let start = try reader.call(TurnStart.self, .asking("Everything you know"))
    let slow = try daemon.connect()
    try slow.send(TurnWatch.self, .init(turnId: start.turn.id))
    let piece = String(repeating: "many words ", count: 3000)
    var said = 0
    for _ in 0..<100 {
      tap.pour(piece)
      said += piece.utf8.count
      // The one that reads hears all of it meanwhile.
      var heard = 0
      while heard < piece.utf8.count {
        heard += try reader.notification(TurnDelta.self).text.utf8.count
      }
    }
    tap.shut()
    let ended = try reader.notification(TurnEnded.self)
    #expect(ended.turn.output?.utf8.count == said)
    #expect(try reader.arrived(TurnLagged.self).isEmpty)
    _ = try slow.notification(TurnEnded.self)
    let lagged = try slow.arrived(TurnLagged.self)
    #expect(lagged.count == 1)
    let heard = try slow.arrived(TurnDelta.self)
    #expect(heard.last.map(\.seq) == lagged.first?.seq || heard.isEmpty)
    let again = try slow.call(TurnWatch.self, .init(turnId: start.turn.id))
    #expect(again.text == ended.turn.output)
  }

  @Test func `large answers to requests that were sent at once all arrive`() throws {
    let daemon = try LiveDaemon()
    let client = try daemon.connect()
    let thread = try client.thread().id
    let text = String(repeating: "x", count: 1 << 19)
    for _ in 0..<9 { _ = try client.call(MessageAppend.self, .saying(text, on: thread)) }
    let patient = try Socket(daemon.home.socket)
    for id in 1...4 {
      try patient.send(
        #"{"jsonrpc":"2.0","id":\#(id),"method":"thread/export","#
          + #""params":{"threadId":"\#(thread)","format":"json"}}"#)
    }
    // It comes to read them when the daemon has had time to make as many for somebody else.
    for _ in 0..<4 {
      _ = try client.call(ThreadExport.self, .init(threadId: thread, format: .json))
    }
    var answered: Set<Int> = []
    for _ in 0..<4 {
      let line = try #require(try patient.line())
      #expect(line.utf8.count > 9 * text.utf8.count)
      answered.insert(try #require(try Document(Array(line.utf8)).root["id"]?.integer))
    }
    #expect(answered == [1, 2, 3, 4])
  }

  @Test func `those who ask and leave keep no newcomer waiting`() throws {
    let daemon = try LiveDaemon()
    let client = try daemon.connect()
    let thread = try client.thread().id
    let text = String(repeating: "x", count: 1000)
    for _ in 0..<100 { _ = try client.call(MessageAppend.self, .saying(text, on: thread)) }
    let list =
      #"{"jsonrpc":"2.0","id":1,"method":"message/list","params":{"threadId":"\#(thread)","#
      + #""limit":100}}"# + "\n"
    let export =
      #"{"jsonrpc":"2.0","id":1,"method":"thread/export","params":{"threadId":"\#(thread)"}}"#
      + "\n"
    let asked = Array(String(repeating: list + export, count: 30).utf8)
    let served = try ContinuousClock().measure {
      for _ in 0..<5 { _ = try client.call(MessageList.self, .init(threadId: thread)) }
    }
    for _ in 0..<300 {
      let leaver = try Socket(daemon.home.socket)
      try leaver.send(asked)
      leaver.close()
    }
    let waited = try ContinuousClock().measure {
      let newcomer = try Socket(daemon.home.socket)
      try newcomer.send(#"{"jsonrpc":"2.0","id":1,"method":"ping"}"#)
      _ = try newcomer.line()
    }
    // 18,000 pages and exports were asked for: the time of 1,000 of them is not enough for that.
    #expect(waited < served * 200)
  }

  @Test func `those who send what never ends are not kept, and the small go on`() throws {
    let daemon = try LiveDaemon()
    let client = try daemon.connect()
    let before = try daemon.residentKiB()
    let megabyte = [UInt8](repeating: UInt8(ascii: "x"), count: 1 << 20)
    let hoarders = try (0..<60).map { _ in try Socket(daemon.home.socket) }
    for hoarder in hoarders { for _ in 0..<15 { try hoarder.send(megabyte) } }
    _ = try client.call(Ping.self, .init())
    let held = try daemon.residentKiB() - before
    #expect(held < (256 + 128) << 10)
    let last = try #require(hoarders.last)
    let refusal = WireClient(last, try daemon.contract())
    #expect(try refusal.receive()["error"]?["code"]?.integer == -32001)
    try last.send("")
    _ = try refusal.call(Ping.self, .init())
    for hoarder in hoarders { hoarder.close() }
    // What was held is given back, at the next look, and that may be twenty seconds from now; glibc
    // keeps the pages that hold something small in use.
    #expect(try eventually(within: 30) { try daemon.residentKiB() - before < held / 3 })
  }

  @Test func `who asks much and reads nothing costs the others nothing`() throws {
    let daemon = try LiveDaemon()
    let client = try daemon.connect()
    let thread = try client.thread().id
    let text = String(repeating: "x", count: 1 << 18)
    for _ in 0..<8 { _ = try client.call(MessageAppend.self, .saying(text, on: thread)) }
    let before = try daemon.residentKiB()
    let greedy = try Socket(daemon.home.socket)
    let request =
      #"{"jsonrpc":"2.0","id":1,"method":"message/list","params":{"threadId":"\#(thread)"}}"# + "\n"
    let flood = Array(String(repeating: request, count: 1000).utf8)
    // The daemon stops reading: the socket fills up.
    #expect(throws: (any Error).self) {
      for _ in 0..<100 { try greedy.send(flood, within: 1) }
    }
    let took = try ContinuousClock().measure { _ = try client.call(Ping.self, .init()) }
    #expect(took < .seconds(1))
    #expect(try daemon.residentKiB() - before < 96 << 10)
  }
}
