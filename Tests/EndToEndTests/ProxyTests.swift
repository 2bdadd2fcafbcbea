import Foundation
import JSON
import OwnThread
import Testing
import Upstream
import Wire

/// `skein proxy`: the socket for programs that cannot see who listens there.
@Suite(.ownThread, .timeLimit(.minutes(2)))
struct ProxyTests {
  private static let ping = #"{"jsonrpc":"2.0","id":1,"method":"ping"}"#
  private static let pong = #"{"jsonrpc":"2.0","id":1,"result":{}}"#

  private func proxy(
    _ home: Home, _ arguments: String..., variables: [String: String] = [:], input: String
  ) throws -> Program {
    var environment = ["HOME": home.path, "PATH": "/usr/bin:/bin", "SKEIN_SOCKET": home.socket]
    environment.merge(variables) { $1 }
    return try Program(
      Binaries.command, ["proxy"] + arguments, environment: environment, input: input)
  }

  /// What a shell script prints, with the proxy as `$0` on descriptors of the script's own.
  private func script(_ home: Home, _ text: String) throws -> Program {
    try Program(
      "/bin/bash", ["-c", text, Binaries.command],
      environment: ["HOME": home.path, "PATH": "/usr/bin:/bin", "SKEIN_SOCKET": home.socket])
  }

  @Test func `lines and header frames pass as they are, and the end of the input with them`()
    throws
  {
    let daemon = try LiveDaemon()
    let lines = try proxy(daemon.home, input: Self.ping + "\n" + Self.ping)
    #expect(lines.output.whole() == Self.pong + "\n" + Self.pong + "\n")
    #expect(try lines.exit() == .code(0))
    let frame = "Content-Length: \(Self.ping.utf8.count)\r\n\r\n\(Self.ping)"
    let frames = try proxy(daemon.home, input: frame)
    #expect(
      frames.output.whole() == "Content-Length: \(Self.pong.utf8.count)\r\n\r\n\(Self.pong)")
    #expect(try frames.exit() == .code(0))
    #expect(lines.errors.whole() + frames.errors.whole() == "")
  }

  @Test func `it starts a daemon as every command does, and says nothing on its connection`()
    throws
  {
    let home = try Home()
    try home.write(Setup().yaml, to: home.configuration)
    let refused = try proxy(home, "--no-start", input: Self.ping)
    #expect(try refused.exit() == .code(69))
    #expect(refused.output.whole() == "")
    #expect(refused.errors.whole().contains("starting a daemon is turned off"))
    let frame = "Content-Length: \(Self.ping.utf8.count)\r\n\r\n\(Self.ping)"
    let first = try proxy(home, input: frame)
    #expect(first.output.whole().hasPrefix("Content-Length: "))
    #expect(try first.exit() == .code(0), "\(first.errors.text)")
    // A token is the program's to log in with: the proxy would fix the framing.
    let token = try proxy(home, variables: ["SKEIN_TOKEN": "worthless"], input: Self.ping)
    #expect(token.output.whole() == Self.pong + "\n")
    #expect(try token.exit() == .code(0))
    let stop = try Program(
      Binaries.command, ["daemon", "stop"],
      environment: ["HOME": home.path, "SKEIN_SOCKET": home.socket])
    #expect(try stop.exit() == .code(0))
  }

  @Test func `much passes both ways at once, and nothing of it is lost`() throws {
    let daemon = try LiveDaemon()
    let count = 10_000
    let requests = (0..<count).map {
      #"{"jsonrpc":"2.0","id":\#($0),"method":"server/info"}"#
    }
    let proxy = try proxy(daemon.home, input: requests.joined(separator: "\n") + "\n")
    let answers = proxy.output.whole(seconds: 60)
    #expect(try proxy.exit() == .code(0))
    let ids = try answers.split(separator: "\n").map {
      try #require(try Document(Array($0.utf8)).root["id"]?.integer)
    }
    #expect(ids.sorted() == Array(0..<count))
  }

  @Test func `what was asked before the reader left is done, and the proxy leaves too`() throws {
    let daemon = try LiveDaemon()
    let create = #"{"jsonrpc":"2.0","id":1,"method":"thread/create","params":{"title":"Last"}}"#
    // The writer stays; the reader is gone when the proxy begins.
    let script = try script(
      daemon.home,
      """
      mkfifo "$HOME/in" "$HOME/out"
      exec 3<>"$HOME/in" 4<>"$HOME/out" 5>"$HOME/out" 4>&-
      printf '%s\\n' '\(create)' >&3
      "$0" proxy <&3 >&5; echo "ended $?"
      """)
    #expect(script.output.waits { $0.contains("ended 0") }, "\(script.errors.text)")
    let titles = try daemon.connect().call(ThreadList.self, .init()).data.map { $0.title?.text }
    #expect(titles == ["Last"])
  }

  @Test func `a daemon that goes away unasked is an error`() throws {
    let daemon = try LiveDaemon()
    let script = try script(
      daemon.home,
      """
      mkfifo "$HOME/in"
      "$0" proxy <"$HOME/in" & proxy=$!
      exec 3>"$HOME/in"; printf '%s\\n' '\(Self.ping)' >&3
      wait "$proxy"; echo "ended $?"
      """)
    #expect(script.output.waits { $0.contains(Self.pong) })
    try daemon.kill()
    #expect(script.output.waits { $0.contains("ended 69") })
    #expect(
      script.errors.whole()
        == "skein: The daemon closed the connection; skein daemon logs may say why.\n")
  }
}
