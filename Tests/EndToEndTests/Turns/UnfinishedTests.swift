import JSON
import OwnThread
import Testing
import Upstream
import Wire

/// A question that is being answered, seen from another terminal.
@Suite(.ownThread, .timeLimit(.minutes(1)))
struct UnfinishedTests: DaemonSuite {
  let daemon: LiveDaemon

  init() throws {
    daemon = try LiveDaemon(
      try Upstream { connection, request in
        guard try request.input.hasPrefix("hold") else {
          return try connection.send(HTTP.stream("answer"))
        }
        try connection.send(HTTP.streamHead + HTTP.said("once upon"))
        connection.waitForClose()
      })
  }

  /// Asks what is answered for ever, in the thread of an answered question, until its first words are
  /// there.
  private func hold(_ client: WireClient) throws -> Noun.Turn {
    _ = try skein("ask", "first")
    let thread = try #require(try client.call(ThreadList.self, .init()).data.first).id
    let turn = try client.call(TurnStart.self, .asking("hold on", on: thread)).turn
    _ = try client.notification(TurnDelta.self)
    return turn
  }

  @Test func `thread show, turn show and last show what was said so far`() throws {
    let client = try daemon.connect()
    let turn = try hold(client)
    let shown = try skein("thread", "show").output
    #expect(shown.contains("is being answered") && shown.contains("\nhold on\n"))
    #expect(shown.hasSuffix("── said so far\nonce upon\n"))
    let found = try skein("turn", "show").output
    #expect(found.contains("── said so far\nonce upon\n"))
    #expect(!found.contains("not told by the provider"))
    let last = try skein("last")
    #expect(last.output == "once upon\n")
    #expect(last.errors.contains("The last question, “hold on”, is being answered."))
    let block = try skein("last", "-x", exit: 1)
    #expect(block.output.isEmpty && block.errors.contains("of a whole answer alone"))
    _ = try client.call(TurnCancel.self, .init(turnId: turn.id))
    #expect(eventually { (try? skein("last").errors.contains("being answered")) == false })
  }

  @Test(arguments: [["retry"], ["undo"], ["edit", "other words"]])
  func `what takes the last question back says that it is being answered`(
    _ command: [String]
  ) throws {
    let client = try daemon.connect()
    let turn = try hold(client)
    let refused = try shell.skein(command, exit: 64)
    #expect(refused.errors.contains("The last question, “hold on”, is being answered"))
    #expect(refused.errors.contains("skein turn cancel"))
    let still = try client.call(TurnGet.self, .init(turnId: turn.id)).turn
    #expect(still.status == .running)
    _ = try client.call(TurnCancel.self, .init(turnId: turn.id))
  }
}
