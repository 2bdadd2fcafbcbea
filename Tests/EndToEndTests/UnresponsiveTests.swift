import Foundation
import OwnThread
import Testing
import Upstream

/// A daemon that does not answer, or something else in its place: a sentence, soon, from every
/// command, and a way out.
@Suite(.ownThread, .timeLimit(.minutes(10)))
struct UnresponsiveTests {
  private static let commands: [[String]] = [
    ["ask", "hi"], ["task", "list"], ["call", "ping"], ["proxy"], ["event", "watch"],
    ["chat"], ["daemon", "status"], ["daemon", "reload"], ["--version"], ["search", "x"],
  ]
  /// What a command may take that says no.
  private static let seconds = 5.5

  private let user: CommandHome

  init() throws {
    user = try CommandHome()
  }

  /// Each of the commands ends in time, with exit 69 and a sentence that holds `words`.
  private func expectSentences(_ words: String, of commands: [[String]] = Self.commands) throws {
    for command in commands {
      let outcome = try user.run(command, input: "\n")
      #expect(outcome.code == .code(69), "\(command): \(outcome.output)\(outcome.errors)")
      #expect(outcome.errors.contains(words), "\(command): \(outcome.errors)")
      #expect(outcome.seconds < Self.seconds, "\(command): \(outcome.seconds) s")
    }
  }

  @Test func `a daemon that is suspended is named, and daemon stop ends it`() throws {
    try #require(try user.run(["task", "add", "Kept"]).code == .code(0))
    let pid = try #require(user.daemons.first)
    kill(pid, SIGSTOP)
    try expectSentences("skeind (process \(pid))")
    let stopped = try user.run(["daemon", "stop"])
    #expect(stopped.code == .code(0), "\(stopped.errors)")
    #expect(stopped.output.contains("process \(pid)) has stopped"), "\(stopped.output)")
    #expect(stopped.errors.contains("SIGTERM"), "\(stopped.errors)")
    #expect(stopped.seconds < Self.seconds, "\(stopped.seconds) s")
    #expect(user.daemons.isEmpty)
    #expect(try user.run(["task", "list"]).output.contains("Kept"))
  }

  @Test func `a suspended daemon with a turn that runs ends as soon`() throws {
    let upstream = try Upstream { connection, _ in
      try connection.send(HTTP.streamHead + HTTP.said("Half"))
      connection.waitForClose()
    }
    try user.home.write(
      "model: p/m\nproviders:\n  p:\n    baseURL: \(upstream.baseURL)\n",
      to: user.home.configuration)
    let ask = try user.start(["ask", "hi"])
    #expect(ask.output.waits { $0 == "Half" }, "\(ask.errors.text)")
    let pid = try #require(user.daemons.first)
    kill(pid, SIGSTOP)
    let stopped = try user.run(["daemon", "stop"])
    #expect(stopped.code == .code(0), "\(stopped.errors)")
    #expect(stopped.output.contains("process \(pid)) has stopped"), "\(stopped.output)")
    #expect(stopped.seconds < Self.seconds, "\(stopped.seconds) s")
    #expect(!user.daemons.contains(pid))
  }

  @Test func `a queue that is full is no reason to wait for longer`() throws {
    try #require(try user.run(["call", "ping"]).code == .code(0))
    let pid = try #require(user.daemons.first)
    kill(pid, SIGSTOP)
    var waiting: [Int32] = []
    defer { for file in waiting { close(file) } }
    while waiting.count < 10_000, let file = try connected(to: user.socket) { waiting.append(file) }
    try expectSentences("does not answer", of: [["task", "list"], ["daemon", "status"]])
    kill(pid, SIGKILL)
  }

  /// `nil` where the queue is full.
  private func connected(to path: String) throws -> Int32? {
    let file = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_NONBLOCK.rawValue), 0)
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
    let status = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(file, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
      }
    }
    if status == 0 { return file }
    close(file)
    return nil
  }

  @Test(arguments: ["silent", "talkative"])
  func `another program on the socket is named`(_ kind: String) throws {
    try user.home.makeDirectory(user.runtime + "/skein")
    let words =
      kind == "silent"
      ? "-u UNIX-LISTEN:\(user.socket),fork /dev/null"
      : "UNIX-LISTEN:\(user.socket),fork SYSTEM:'echo 220 mail.example ready; cat >/dev/null'"
    let other = try Program(
      "/bin/sh", ["-c", "exec socat \(words)"], environment: ["PATH": "/usr/bin:/bin"])
    let listens = eventually { user.home.exists(user.socket) }
    try #require(listens, "\(other.errors.text)")
    try expectSentences(
      "is not skeind", of: [["ask", "hi"], ["task", "list"], ["daemon", "status"]])
    let stopped = try user.run(["daemon", "stop"])
    #expect(stopped.code == .code(69) && other.isRunning, "\(stopped.errors)")
  }

  @Test func `a socket that was removed is told of, and stop and restart find the daemon`() throws {
    try #require(try user.run(["task", "add", "Kept"]).code == .code(0))
    let pid = try #require(user.daemons.first)
    for isLockLost in [false, true] {
      unlink(user.socket)
      if isLockLost { unlink(user.socket + ".lock") }
      try expectSentences(
        "skeind (process \(pid)) runs, but its socket",
        of: [["task", "list"], ["daemon", "status"]])
    }
    let restarted = try user.run(["daemon", "restart"])
    #expect(restarted.code == .code(0), "\(restarted.errors)")
    #expect(!user.daemons.contains(pid))
    #expect(try user.run(["task", "list"]).output.contains("Kept"))
    #expect(try user.run(["daemon", "stop"]).code == .code(0))
  }

  @Test func `of many commands at once one starts the daemon`() throws {
    let commands = try (0..<20).map { _ in try user.start(["call", "ping"]) }
    for command in commands {
      #expect(try command.exit() == .code(0), "\(command.errors.text)")
    }
    #expect(try user.starts() == 1)
    let log = try String(contentsOfFile: user.log, encoding: .utf8)
    #expect(!log.contains("already running"), "\(log)")
  }

  @Test func `a daemon that cannot start is tried a few times for many, with its own words`() throws
  {
    try user.home.write("typo: 1\n", to: user.home.configuration)
    let commands = try (0..<20).map { _ in try user.start(["call", "ping"]) }
    for command in commands {
      #expect(try command.exit() == .code(69))
      #expect(command.errors.whole().contains("unknown setting `typo`"), "\(command.errors.text)")
    }
    let tries =
      try String(contentsOfFile: user.log, encoding: .utf8)
      .components(separatedBy: "unknown setting").count - 1
    #expect(tries < 10, "\(tries)")
  }

  @Test func `a command waits for a daemon that is stopping, and says so`() throws {
    let upstream = try Upstream { connection, _ in
      try connection.send(HTTP.streamHead + HTTP.said("Half"))
      connection.waitForClose()
    }
    try user.home.write(
      "model: p/m\ngraceSeconds: 3\nproviders:\n  p:\n    baseURL: \(upstream.baseURL)\n",
      to: user.home.configuration)
    let ask = try user.start(["ask", "hi"])
    #expect(ask.output.waits { $0 == "Half" }, "\(ask.errors.text)")
    let pid = try #require(user.daemons.first)
    // Its socket is gone at once, its locks when the turn has had its grace.
    let stopper = try user.start(["daemon", "stop"])
    let isGone = eventually(within: 10) { !user.home.exists(user.socket) }
    #expect(isGone)
    let list = try user.run(["task", "list"])
    #expect(list.code == .code(0), "\(list.errors)")
    #expect(list.errors.contains("skeind (process \(pid)) is stopping"), "\(list.errors)")
    #expect(try stopper.exit() == .code(0))
  }
}
