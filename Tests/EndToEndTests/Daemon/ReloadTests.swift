import Foundation
import OwnThread
import Testing
import Upstream
import Wire

/// A configuration that changes under a daemon that runs.
@Suite(.ownThread, .timeLimit(.minutes(5)))
struct ReloadTests {
  private let user: CommandHome

  init() throws {
    user = try CommandHome()
  }

  private func configure(
    _ upstream: Upstream, _ lines: String = "", model: String = "p/m"
  ) throws {
    let yaml = """
      model: \(model)
      \(lines)
      providers:
        p:
          baseURL: \(upstream.baseURL)

      """
    try user.home.write(yaml, to: user.home.configuration)
  }

  @Test func `a change is said once and taken up without a restart`() throws {
    let (old, new) = (try Upstream.saying("Old."), try Upstream.saying("New."))
    try configure(old)
    #expect(try user.run(["ask", "Which?"]).output == "Old.\n")
    let pid = try #require(user.daemons.first)
    try configure(new, "currency: EUR\nsocket: ~/elsewhere/s.sock\n")
    // The new place has nobody, so the lock is asked; which daemon that is does not change.
    let told = try user.run(["task", "list"])
    #expect(
      told.errors.contains("has changed since the daemon read it: skein daemon reload"),
      "\(told.errors)")
    #expect(try user.run(["task", "list"]).errors.isEmpty)
    #expect(try user.run(["ask", "Which?"]).output == "Old.\n")
    let status = try user.run(["daemon", "status"])
    #expect(status.errors.contains("has changed since"), "\(status.errors)")
    let reloaded = try user.run(["daemon", "reload"])
    #expect(reloaded.code == .code(0), "\(reloaded.errors)")
    #expect(reloaded.output.contains("Changed: currency, providers."), "\(reloaded.output)")
    #expect(reloaded.errors.contains("daemon restart: socket."), "\(reloaded.errors)")
    #expect(try user.run(["ask", "Which?"]).output == "New.\n")
    #expect(try user.run(["daemon", "status"]).errors.contains("has changed") == false)
    #expect(user.daemons == [pid])
  }

  @Test func `a file that is written again with what the daemon has is no change`() throws {
    let (old, new) = (try Upstream.saying("Old."), try Upstream.saying("New."))
    try configure(old)
    #expect(try user.run(["ask", "Which?"]).output == "Old.\n")
    try configure(new)
    try configure(old)
    for command in [["task", "list"], ["daemon", "status"]] {
      let quiet = try user.run(command)
      #expect(!quiet.errors.contains("has changed"), "\(command): \(quiet.errors)")
    }
  }

  @Test func `a default model that no list has is told where the configuration is taken up`() throws
  {
    let upstream = try Upstream.saying("Yarn.")
    try configure(upstream)
    #expect(try user.run(["model", "list"]).code == .code(0))
    try configure(upstream, model: "p/nope")
    let words = "skein: The setting `model` is p/nope, which can't be asked. p lists no model"
    for command in [["daemon", "reload"], ["daemon", "restart"]] {
      let taken = try user.run(command)
      #expect(taken.code == .code(0))
      #expect(taken.errors.contains(words), "\(command): \(taken.errors)")
    }
    let status = try user.run(["daemon", "status"])
    #expect(status.output.contains("model           degraded: The setting `model`"), "\(status)")
    try configure(upstream)
    #expect(try user.run(["daemon", "reload"]).errors.isEmpty)
  }

  @Test func `settings that are probably mistakes are told where the configuration is taken up`()
    throws
  {
    let upstream = try Upstream.saying("Yarn.")
    let yaml = """
      model: p/m
      aliases:
        quick: nope/toy
      providers:
        p:
          baseURL: \(upstream.baseURL)
        q:
          baseURL: http://127.0.0.1:9/v1/chat/completions
          keyFile: ~/no-such-key

      """
    try user.home.write(yaml, to: user.home.configuration)
    let place = "of \(user.home.configuration): "
    let told = [
      "line 3 \(place)`aliases.quick` is nope/toy, but no provider is called “nope”",
      "line 8 \(place)`providers.q.baseURL` ends in /chat/completions, which skein adds itself",
      "line 9 \(place)`providers.q.keyFile`: No key: \(user.home.path)/no-such-key can't be read",
    ]
    for command in [["daemon", "start"], ["daemon", "reload"], ["daemon", "restart"]] {
      let taken = try user.run(command)
      #expect(taken.code == .code(0), "\(command): \(taken.errors)")
      for line in told { #expect(taken.errors.contains(line), "\(command): \(taken.errors)") }
    }
    let log = try String(contentsOfFile: user.log, encoding: .utf8)
    // By both starts and the reload.
    for line in told { #expect(log.ranges(of: line).count == 3, "\(log)") }
    #expect(try user.run(["ask", "Which?"]).output == "Yarn.\n")
  }

  @Test func `SIGHUP does the same`() throws {
    let (old, new) = (try Upstream.saying("Old."), try Upstream.saying("New."))
    try configure(old)
    #expect(try user.run(["ask", "Which?"]).output == "Old.\n")
    let pid = try #require(user.daemons.first)
    try configure(new)
    kill(pid, SIGHUP)
    let log = user.log
    #expect(
      eventually(within: 10) {
        (try? String(contentsOfFile: log, encoding: .utf8))?.contains("was read again") ?? false
      })
    #expect(try user.run(["ask", "Which?"]).output == "New.\n")
  }

  @Test func `a broken configuration changes nothing, and no restart stops the daemon for it`()
    throws
  {
    let upstream = try Upstream.saying("Still.")
    try configure(upstream)
    #expect(try user.run(["ask", "There?"]).output == "Still.\n")
    let pid = try #require(user.daemons.first)
    // The first half of it is right.
    try configure(upstream, "currency: EUR\ngraceSeconds: soon")
    for command in [["daemon", "reload"], ["daemon", "restart"]] {
      let refused = try user.run(command)
      #expect(refused.code == .code(1), "\(command): \(refused.errors)")
      #expect(
        refused.errors.contains("`graceSeconds`") && refused.errors.contains("line 3"),
        "\(command): \(refused.errors)")
    }
    #expect(user.daemons == [pid])
    #expect(try user.run(["ask", "There?"]).output == "Still.\n")
    #expect(try user.run(["ask", "-u", "There?"]).errors.contains("EUR") == false)
    try configure(upstream)
    #expect(try user.run(["daemon", "restart"]).code == .code(0))
    #expect(!user.daemons.contains(pid))
  }

  @Test func `a turn that runs goes on with what it began with`() throws {
    let tap = Tap()
    let (slow, new) = (try Upstream.saying(tap), try Upstream.saying("New."))
    try configure(slow)
    let ask = try user.start(["ask", "Slowly"])
    tap.pour("One ")
    #expect(ask.output.waits { $0 == "One " }, "\(ask.errors.text)")
    try configure(new)
    #expect(try user.run(["daemon", "reload"]).code == .code(0))
    #expect(try user.run(["ask", "Which?"]).output == "New.\n")
    tap.pour("two.")
    tap.shut()
    #expect(try ask.exit() == .code(0))
    #expect(ask.output.whole() == "One two.\n")
  }

  @Test func `the status has a line for each provider, what is wrong first`() throws {
    var setup = Setup(upstream: try .saying("Yarn."))
    setup.peer = (name: "wrong", baseURL: "http://127.0.0.1:9/v1")
    let daemon = try LiveDaemon(setup)
    let program = try Program(
      Binaries.command, ["daemon", "status"],
      environment: ["HOME": daemon.home.path, "SKEIN_SOCKET": daemon.home.socket])
    let lines = program.output.whole().split(separator: "\n").filter { $0.hasPrefix("provider") }
    #expect(try program.exit() == .code(0))
    try #require(lines.count == 2, "\(lines)")
    #expect(lines[0].hasPrefix("provider wrong  degraded: Nothing answers at http://127.0.0.1:9"))
    #expect(!lines[0].contains("no key is set"))
    #expect(lines[1] == "provider scripted ok: 1 model, no key is set")
    let names = program.output.whole().split(separator: "\n").map {
      $0.prefix(16).trimmingCharacters(in: .whitespaces)
    }
    #expect(Set(names).count == names.count, "\(names)")
  }
}
