import JSON
import OwnThread
import Testing
import Wire

/// Contexts with their actions and previews, through the real binaries.
@Suite(.ownThread, .timeLimit(.minutes(1)))
struct ContextTests {
  /// Runs `skein` against a daemon; what it printed, without the last line end.
  private func skein(_ daemon: LiveDaemon, _ arguments: String..., code: Int32 = 0) throws -> String
  {
    let program = try Program(
      Binaries.command, arguments + ["--socket", daemon.home.socket],
      environment: ["HOME": daemon.home.path, "PATH": "/usr/bin:/bin"])
    let output = program.output.whole()
    #expect(
      try program.exit() == .code(code), "\(arguments): \(program.errors.whole())")
    return output.trimmingWhitespace()
  }

  @Test func `of 32 connections that take one action up exactly one does`() async throws {
    let daemon = try LiveDaemon()
    let client = try daemon.connect()
    let context = try client.call(ContextCreate.self, .init(status: .active)).context.id
    let action = try client.call(
      ActionCreate.self, .init(contextId: context, type: .deploy, payload: .empty)
    ).action.id
    let winners = try await atOnce(32) { _ in
      let own = try daemon.connect()
      let answer = try own.answer(
        to: own.send(ActionUpdate.self, .init(actionId: action, status: .running)))
      if answer["result"] != nil { return true }
      #expect(answer["error"]?["data"]?["kind"]?.string == "invalidState")
      return false
    }
    #expect(winners.count { $0 } == 1)
  }

  @Test func `a killed daemon's running action has failed, and says why`() throws {
    let daemon = try LiveDaemon()
    let client = try daemon.connect()
    let context = try client.call(ContextCreate.self, .init(status: .active)).context
    func action() throws -> ActionID {
      try client.call(
        ActionCreate.self, .init(contextId: context.id, type: .modifyFiles, payload: .empty)
      ).action.id
    }
    let (running, pending) = (try action(), try action())
    _ = try client.call(ActionUpdate.self, .init(actionId: running, status: .running))
    try daemon.kill()
    try daemon.restart()
    let next = try daemon.connect()
    let results = try next.call(ActionResults.self, .init(contextId: context.id)).data
    #expect(results.map(\.action.id) == [running])
    #expect(results.map(\.action.status) == [.failed])
    #expect(
      results.map(\.result?.text)
        == [#"{"error":"the daemon stopped while this action was running"}"#])
    #expect(
      try next.call(ActionGet.self, .init(actionId: pending)).action.status == .pending)
    #expect(daemon.log.contains("1 actions ran when the daemon stopped"))
  }

  @Test func `the command makes, moves and shows them by their numbers and titles`() throws {
    let daemon = try LiveDaemon()
    #expect(try skein(daemon, "action", "list", code: 64) == "")
    let context = try skein(
      daemon, "context", "create", "Yarn", "shop", "--config", #"{"template":"shop"}"#)
    let listed = try skein(daemon, "context", "list").split(separator: "\t")
    #expect(listed.map(String.init).first == context)
    #expect(context == "1")
    #expect(listed.suffix(2) == ["active", "Yarn shop"])
    let action = try skein(daemon, "action", "create", "deploy", #"{"to":"stage"}"#)
    #expect(action == "1")
    #expect(try skein(daemon, "action", "update", "1", "running") == "")
    #expect(try skein(daemon, "action", "update", "1", "running", code: 1) == "")
    #expect(try skein(daemon, "action", "update", "7", "running", code: 64) == "")
    let id = try skein(daemon, "action", "list", "--long").split(separator: "\t")[1]
    #expect(
      try skein(daemon, "action", "update", String(id.prefix(20)), "completed", #"{"ok":true}"#)
        == "")
    #expect(try skein(daemon, "action", "results").hasSuffix("\tdeploy\t{\"ok\":true}"))
    let preview = try skein(daemon, "preview", "create", "--deployment", "d-1")
    _ = try skein(
      daemon, "preview", "update", preview, "--url", "https://x.example",
      "--status", "live")
    #expect(try skein(daemon, "preview", "list").hasSuffix("\tlive\thttps://x.example"))
    let shown = try skein(daemon, "context", "show", "yarn shop")
    #expect(shown.contains("template\tshop") && shown.contains("title\tYarn shop"))
    #expect(shown.contains("\n1\t") && shown.contains("thread\t1\n"))
    #expect(try skein(daemon, "thread", "list").hasSuffix("\tYarn shop"))
    _ = try skein(daemon, "preview", "rm", "-f", preview)
    #expect(try skein(daemon, "preview", "list") == "")
    _ = try skein(daemon, "context", "rm", context)
    #expect(try skein(daemon, "context", "list") == "")
    _ = try skein(daemon, "context", "restore", "Yarn shop")
    _ = try skein(daemon, "context", "update", context, "--status", "completed")
    #expect(try skein(daemon, "context", "list", "--status", "completed").hasPrefix(context))
    _ = try skein(daemon, "context", "update", context, "--flow", "{,}", code: 64)
  }
}
