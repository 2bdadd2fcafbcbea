import Foundation
import JSON
import OwnThread
import Testing
import Wire

@testable import Client

@Suite(.ownThread) struct ConnectionTests {
  private let directory: TemporaryDirectory

  init() throws {
    directory = try TemporaryDirectory()
  }

  private func connect(_ script: @escaping ScriptedServer.Script) throws
    -> (Connection, ScriptedServer)
  {
    let server = try ScriptedServer(at: directory.file("s.sock"), script)
    return (try Connection(named: server.path), server)
  }

  @Test func `a call gives the result, and members unknown to it are passed over`() throws {
    let (connection, server) = try connect { peer in
      let request = try peer.expect("ping")
      peer.notify("turn/later", #"{"turnId":1}"#)
      peer.send("")
      peer.answer(request, #"{"news":true}"#)
    }
    var heard = 0
    _ = try connection.call(Ping.self, NoParams()) { _ in heard += 1 }
    #expect(heard == 1)
    #expect(server.finish().isEmpty)
  }

  @Test func `an optional member that is not set is not sent`() throws {
    let (connection, _) = try connect { peer in
      let request = try peer.expect("thread/list")
      let params = request.params.map { String(decoding: $0.token, as: UTF8.self) }
      peer.answer(request, #"{"data":[],"nextCursor":null,"sent":\#(params ?? "")}"#)
    }
    let raw = try connection.callRaw(ThreadList.self, ThreadList.Params(limit: PageLimit(2)))
    #expect(String(decoding: raw, as: UTF8.self).contains(#""sent":{"limit":2}"#))
  }

  @Test func `an error is thrown as a fault`() throws {
    let (connection, _) = try connect { peer in
      let request = try peer.expect("ping")
      peer.fail(
        request, #"{"code":-32001,"message":"Full.","data":{"kind":"overloaded","retryAfterMs":5}}"#
      )
    }
    #expect(throws: Fault.overloaded("Full.", retryAfterMs: 5)) {
      try connection.call(Ping.self, NoParams())
    }
  }

  @Test func `an error without an id concerns the call that waits`() throws {
    let (connection, _) = try connect { peer in
      try peer.expect("ping")
      peer.send(
        #"{"jsonrpc":"2.0","id":null,"error":{"code":-32001,"message":"Full.","data":{"kind":"overloaded","retryAfterMs":null}}}"#
      )
    }
    #expect(throws: Fault.self) { try connection.call(Ping.self, NoParams()) }
  }

  @Test func `an error of a kind not known yet keeps its message and its JSON`() throws {
    let json = #"{"code":-32099,"message":"Later.","data":{"kind":"fromTheFuture"}}"#
    let (connection, _) = try connect { peer in
      peer.fail(try peer.expect("ping"), json)
    }
    #expect(throws: ClientError.unknownFault(message: "Later.", json: Array(json.utf8))) {
      try connection.call(Ping.self, NoParams())
    }
  }

  @Test func `a daemon that closes is told from one that answers`() throws {
    let (connection, _) = try connect { try $0.expect("ping") }
    #expect(throws: ClientError.disconnected) { try connection.call(Ping.self, NoParams()) }
  }

  /// Whoever plays a daemon here is the tests' own program, and no skeind.
  private func expectForeign(
    _ words: String, within seconds: Double = 5.5, _ script: @escaping ScriptedServer.Script
  ) throws {
    let (connection, _) = try connect(script)
    let began = ContinuousClock.now
    let error = #expect(throws: ClientError.self) {
      try connection.call(ThreadList.self, ThreadList.Params())
    }
    guard case .foreign(let text) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(text.contains(words) && text.contains("process \(getpid())"), "\(text)")
    #expect(text.contains("is not skeind"), "\(text)")
    #expect(ContinuousClock.now - began < .seconds(seconds))
  }

  @Test func `another program that closes at once is named`() throws {
    try expectForeign("closed the connection without a daemon") { _ in }
  }

  @Test func `one that closes and has the daemon's lock is the daemon`() throws {
    try directory.write("\(getpid())\n\(directory.file("s.sock"))\n", to: "s.sock.lock")
    let (connection, _) = try connect { _ in }
    #expect(throws: ClientError.disconnected) { try connection.call(Ping.self, NoParams()) }
  }

  @Test(arguments: [
    #"{"jsonrpc":"2.0","id":1,"result":{}}"#,
    #"{"jsonrpc":"2.0","id":null,"error":{"code":-32700,"message":"Parse error"}}"#,
    #"{"jsonrpc":"2.0","id":0,"error":{"code":-32601,"message":"Method not found"}}"#,
    "220 mail.example ready",
  ])
  func `an answer that is no greeting is another program's`(line: String) throws {
    try expectForeign("does not answer as a daemon does") { peer in
      peer.send(line)
      while try peer.next() != nil {}
    }
  }

  @Test func `a result without its members is another program's`() throws {
    try expectForeign("does not answer as a daemon does") { peer in
      peer.answer(try peer.expect("thread/list"), "{}")
      while try peer.next() != nil {}
    }
  }

  @Test(arguments: [#"{"jsonrpc":"2.0","method":"turn/later","params":{}}"#, ""])
  func `whatever drips before the greeting, there is one deadline`(line: String) throws {
    try expectForeign("does not answer") { peer in
      drip { peer.send(line) }
    }
  }

  /// What a program sends that is never done: a little, ten seconds long.
  private func drip(_ send: () -> Void) {
    for _ in 0..<200 {
      send()
      poll(nil, 0, 50)
    }
  }

  @Test func `a flood before the greeting ends at once`() throws {
    try expectForeign("does not answer", within: 3) { peer in
      let line = #"{"jsonrpc":"2.0","method":"turn/later","params":{}}"#
      let many = Array(repeating: line, count: 1000).joined(separator: "\n")
      for _ in 0..<100 { peer.send(many) }
    }
  }

  @Test func `news of others are no sign of life of a call`() throws {
    try expectForeign("does not answer") { peer in
      try peer.expect("thread/list")
      drip { peer.notify("event/changed", "{}") }
    }
  }

  @Test func `a call that takes long is waited for while pings are answered`() throws {
    let (connection, _) = try connect { peer in
      let id = try peer.expect("ping").id
      Thread.detachNewThread {
        poll(nil, 0, 5500)
        peer.send(#"{"jsonrpc":"2.0","id":\#(id),"result":{}}"#)
      }
      while try peer.next() != nil {}
    }
    _ = try connection.call(Ping.self, NoParams())
  }

  @Test func `a call ends at its deadline and on an interrupt`() throws {
    let (connection, _) = try connect { peer in
      while try peer.next() != nil {}
    }
    #expect(throws: ClientError.timedOut) {
      try connection.call(Ping.self, NoParams(), until: .after(milliseconds: 20))
    }
    let interrupt = try InterruptPipe()
    connection.interrupt = interrupt
    interrupt.interrupt()
    #expect(throws: ClientError.interrupted) { try connection.call(Ping.self, NoParams()) }
  }

  @Test func `eight megabytes go out and come back`() throws {
    let (connection, _) = try connect { peer in
      let request = try peer.expect("echo")
      peer.answer(request, String(decoding: request.params?.token ?? [], as: UTF8.self))
    }
    let params = Array("{\"a\":\"\(String(repeating: "é", count: 4 << 20))\"}".utf8)
    #expect(try connection.callRaw("echo", params: params) == params)
  }

  @Test func `pages are asked for until there is no next one, and merge into one`() throws {
    let sample = SampleTurn()
    let (connection, server) = try connect { peer in
      peer.answer(
        try peer.expect("thread/list"), #"{"data":[\#(sample.threadJSON)],"nextCursor":"c1"}"#)
      let second = try peer.expect("thread/list")
      guard second.params?["cursor"]?.string == "c1" else { throw Peer.Hung() }
      peer.answer(second, #"{"data":[\#(sample.threadJSON)],"nextCursor":null}"#)
    }
    var merged = MergedPages()
    try connection.pages(ThreadList.self, ThreadList.Params(), cursor: \.cursor) { _, value in
      merged.append(value)
      return true
    }
    #expect(
      String(decoding: merged.json, as: UTF8.self)
        == #"{"data":[\#(sample.threadJSON),\#(sample.threadJSON)],"nextCursor":null}"#)
    #expect(server.finish().isEmpty)
  }
}
