import JSON
import OwnThread
import Testing
import Upstream
import Wire

/// From nothing to an answer, with the tools that every machine has.
@Suite(.ownThread, .timeLimit(.minutes(5)))
struct FirstAnswerTests {
  /// Two requests on two lines.
  private static let twoLines = #"""
    '{"jsonrpc":"2.0","id":1,"method":"thread/create","params":{"title":"Wool"}}\n'\
    '{"jsonrpc":"2.0","id":2,"method":"thread/list"}\n'
    """#

  @Test func `a real server's bytes become a streamed answer and a stored pair`() throws {
    let bytes = try Repository.fixture("chat_stream_wire.bin")
    let upstream = try Upstream { connection, _ in
      // In pieces that respect neither lines nor characters.
      for start in stride(from: 0, to: bytes.count, by: 97) {
        try connection.send(Array(bytes[start..<min(start + 97, bytes.count)]))
      }
      connection.close()
    }
    let daemon = try LiveDaemon(upstream)
    let client = try daemon.connect()
    let id = try client.send(TurnRun.self, .asking("Say hello", stream: true))
    let run = try client.result(of: TurnRun.self, id)
    let said = try client.arrived(TurnDelta.self).map(\.text).joined()
    #expect(said.hasPrefix("Hello"))
    #expect(run.turn.status == .completed)
    #expect(run.turn.output == said)
    #expect(run.messages.map(\.content) == ["Say hello", said])
    #expect(client.transcript.first == "turn/started")
    #expect(client.transcript.suffix(2) == ["turn/ended", "answer \(id)"])
    #expect(try client.messages(of: try #require(run.thread).id) == run.messages)
  }

  @Test func `what is kept survives a restart`() throws {
    let daemon = try LiveDaemon(try .saying("Yarn."))
    let run = try daemon.connect().call(TurnRun.self, .asking("What is a skein?"))
    #expect(try daemon.terminate() == .code(0))
    // One file is the whole database.
    #expect(!daemon.home.exists(daemon.home.database + "-wal"))
    try daemon.restart()
    let client = try daemon.connect()
    #expect(try client.call(TurnGet.self, .init(turnId: run.turn.id)).turn == run.turn)
    #expect(try client.messages(of: try #require(run.thread).id) == run.messages)
  }

  @Test(arguments: ["nc -U -N SOCKET", "socat -t60 - UNIX-CONNECT:SOCKET"])
  func `one line of shell makes a thread and lists it`(_ tool: String) throws {
    let daemon = try LiveDaemon()
    let command = tool.replacing("SOCKET", with: daemon.home.socket)
    let shell = try Program(
      "/bin/sh", ["-c", "printf \(Self.twoLines) | \(command)"],
      environment: ["PATH": "/usr/bin:/bin"])
    let answers = try shell.output.whole().split(separator: "\n")
      .map { try Document(Array($0.utf8)).root }
    #expect(try shell.exit() == .code(0), "\(shell.errors.text)")
    try #require(answers.count == 2)
    let contract = try daemon.contract()
    for (answer, method) in zip(answers, ["thread/create", "thread/list"]) {
      contract.check(answer, method: method)
    }
    let made = try #require(answers[0]["result"]).decode(ThreadResult.self).thread
    #expect(try #require(answers[1]["result"]).decode(ThreadList.Result.self).data == [made])
  }

  @Test func `an answer that takes its time reaches a shell that has said all`() throws {
    let tap = Tap()
    let daemon = try LiveDaemon(try .saying(tap))
    let line =
      #"{"jsonrpc":"2.0","id":1,"method":"turn/run","params":{"input":"hi","stream":true}}"#
    let shell = try Program(
      "/usr/bin/env", ["socat", "-t60", "-", "UNIX-CONNECT:\(daemon.home.socket)"],
      environment: ["PATH": "/usr/bin:/bin"], input: line + "\n")
    tap.pour("Late, ")
    #expect(shell.output.waits { $0.contains("turn/delta") })
    tap.pour("but whole.")
    tap.shut()
    let last = try #require(shell.output.whole().split(separator: "\n").last)
    let answer = try Document(Array(last.utf8)).root
    try daemon.contract().check(answer, method: "turn/run")
    #expect(answer["result"]?["turn"]?["output"]?.string == "Late, but whole.")
  }

  @Test func `editors' header framing asks and is answered`() throws {
    let daemon = try LiveDaemon(try .saying("Wörld 🌊"))
    let client = try daemon.connect()
    let request = #"{"jsonrpc":"2.0","id":7,"method":"turn/run","params":{"input":"hé"}}"#
    try client.socket.send(
      Array(
        "Content-Type: application/vscode-jsonrpc; charset=utf-8\r\ncontent-length: "
          .utf8) + Array("\(request.utf8.count)\r\n\r\n\(request)".utf8))
    let head = try #require(try client.socket.line())
    #expect(head.hasPrefix("Content-Length: ") && head.hasSuffix("\r"))
    #expect(try client.socket.line() == "\r")
    let length = try #require(Int(head.dropFirst(16).dropLast()))
    let answer = try client.file(try client.socket.bytes(length))
    #expect(answer["id"]?.integer == 7)
    #expect(answer["result"]?["turn"]?["output"]?.string == "Wörld 🌊")
  }

  @Test func `a batch is answered in one line, in its order`() throws {
    let daemon = try LiveDaemon()
    let client = try daemon.connect()
    try client.socket.send(
      #"[{"jsonrpc":"2.0","id":"b","method":"thread/create"},"#
        + #"{"jsonrpc":"2.0","method":"ping"},"#
        + #"{"jsonrpc":"2.0","id":123456789012345678901234567890,"method":"thread/list"}]"#)
    let answers = Array(try client.receive().elements)
    #expect(
      answers.map { $0["id"].map { String(decoding: $0.token, as: UTF8.self) } } == [
        "\"b\"", "123456789012345678901234567890",
      ])
    #expect(answers.last?["result"]?["data"]?.count == 1)
  }
}
